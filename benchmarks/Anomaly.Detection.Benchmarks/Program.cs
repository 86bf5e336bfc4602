Console.WriteLine("Anomaly.Detection benchmarks");
