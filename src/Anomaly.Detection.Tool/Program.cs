using Anomaly.Detection.Tool;
using Anomaly.Detection.Tool.Terminal;

using var stop = new StopSignals();
return AnomalyTool.Run(args, ToolTerminal.OfProcess(), stop.Token);
