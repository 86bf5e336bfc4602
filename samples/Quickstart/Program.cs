Console.WriteLine("Anomaly.Detection");
