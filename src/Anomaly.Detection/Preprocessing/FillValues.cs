namespace Anomaly.Detection.Preprocessing;

/// <summary>What imputation fills in, worked out from the training values.</summary>
internal static class FillValues
{
    /// <summary>The fill of a numeric feature; at least one of its values (NaN = missing) is there.</summary>
    public static double Of(Imputation imputation, ReadOnlySpan<double> values) => imputation.Strategy switch
    {
        ImputationStrategy.Mean => StandardScaler.Measure(values).Mean,
        ImputationStrategy.Median => Median(values),
        ImputationStrategy.Mode => Mode(values),
        ImputationStrategy.Constant => imputation.Number,
        _ => double.NaN,
    };

    /// <summary>The class that fills a categorical column, or −1.</summary>
    public static int CodeOf(Imputation imputation, LabelEncoder encoder)
    {
        if (imputation.Strategy == ImputationStrategy.Constant) return encoder.Encode(imputation.Text);
        if (imputation.Strategy != ImputationStrategy.Mode) return LabelEncoder.Unseen;
        int mode = 0;
        for (int code = 1; code < encoder.ClassCount; code++)
        {
            if (encoder.Counts[code] > encoder.Counts[mode]) mode = code;
        }

        return mode;
    }

    /// <summary>The smallest value; NaN when all are missing.</summary>
    public static double Smallest(ReadOnlySpan<double> values)
    {
        double smallest = double.NaN;
        foreach (double value in values)
        {
            if (double.IsNaN(smallest) || value < smallest) smallest = value;
        }

        return smallest;
    }

    private static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = SortedPresent(values);
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double Mode(ReadOnlySpan<double> values)
    {
        double[] sorted = SortedPresent(values);
        double mode = sorted[0];
        int most = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            if (end - start <= most) continue;
            most = end - start;
            mode = sorted[start];
        }

        return mode;
    }

    private static double[] SortedPresent(ReadOnlySpan<double> values)
    {
        double[] present = new double[values.Length];
        int count = 0;
        foreach (double value in values)
        {
            // Adding zero gives −0 and 0 one form, whose order among themselves no sort promises.
            if (!double.IsNaN(value)) present[count++] = value + 0.0;
        }

        Array.Resize(ref present, count);
        Array.Sort(present);
        return present;
    }
}
