using Anomaly.Detection.Models;

namespace Anomaly.Detection.Artifacts;

/// <summary>What is a <see cref="OneClassSvmModel"/>'s own in a model file.</summary>
internal static class OneClassSvmSection
{
    private static readonly string[] KernelFields = ["type", "gamma", "degree", "coef0"];

    // In the order of the enum.
    private static readonly string[] Kernels = ["rbf", "linear", "polynomial", "sigmoid"];

    public static void Write(ModelJsonWriter writer, OneClassSvmModel svm)
    {
        writer.Field("kernel");
        Write(writer, svm.Kernel);
        writer.Field("rho");
        writer.Number(svm.Rho);
        writer.Field("coefficients");
        writer.Line(svm.Coefficients);
        writer.Field("support_vectors");
        writer.BeginArray();
        for (int i = 0; i < svm.SupportVectorCount; i++)
        {
            writer.Element();
            WriteVector(writer, svm.SupportVectors.Slice(i * svm.FeatureCount, svm.FeatureCount));
        }

        writer.EndArray();
    }

    public static OneClassSvmModel Read(ref ModelJsonReader reader, int featureCount)
    {
        reader.Field("kernel");
        SvmKernel kernel = ReadKernel(ref reader);
        reader.Field("rho");
        double rho = reader.Number(double.MinValue, double.MaxValue);
        reader.Field("coefficients");
        NumberLine line = reader.Line();
        reader.CheckLimit(line.Count, reader.Limits.MaxSupportVectors, nameof(ArtifactLoadOptions.MaxSupportVectors));
        double[] coefficients = line.ToArray(double.Epsilon, 2);
        reader.Field("support_vectors");
        var vectors = new List<float>();
        float[] vector = new float[featureCount];
        int count = 0;
        reader.BeginArray();
        while (reader.NextElement(coefficients.Length, nameof(ArtifactLoadOptions.MaxSupportVectors)))
        {
            reader.Line(featureCount, "features").Read(vector);
            vectors.AddRange(vector);
            count++;
        }

        if (count != coefficients.Length) reader.Fail("wrong-length", FormattableString.Invariant($"expected {coefficients.Length} support vectors, one for each coefficient, found {count}"));
        return new OneClassSvmModel(kernel, vectors.ToArray(), coefficients, rho, featureCount);
    }

    private static void Write(ModelJsonWriter writer, SvmKernel kernel)
    {
        writer.BeginObject();
        writer.Field("type");
        writer.Text(Kernels[(int)kernel.Kind]);
        if (kernel.Kind != SvmKernelKind.Linear)
        {
            writer.Field("gamma");
            writer.Number(kernel.Gamma);
        }

        if (kernel.Kind == SvmKernelKind.Polynomial)
        {
            writer.Field("degree");
            writer.Integer(kernel.Degree);
        }

        if (kernel.Kind is SvmKernelKind.Polynomial or SvmKernelKind.Sigmoid)
        {
            writer.Field("coef0");
            writer.Number(kernel.Coef0);
        }

        writer.EndObject();
    }

    private static SvmKernel ReadKernel(ref ModelJsonReader reader)
    {
        reader.BeginObject(KernelFields);
        reader.Field("type");
        var kind = (SvmKernelKind)reader.Choice(Kernels);
        double gamma = 1, coef0 = 0;
        int degree = 1;
        if (kind != SvmKernelKind.Linear)
        {
            reader.Field("gamma");
            gamma = reader.Number(double.Epsilon, SvmKernel.LargestGamma);
        }

        if (kind == SvmKernelKind.Polynomial)
        {
            reader.Field("degree");
            degree = (int)reader.Integer(1, SvmKernel.HighestDegree);
        }

        if (kind is SvmKernelKind.Polynomial or SvmKernelKind.Sigmoid)
        {
            reader.Field("coef0");
            coef0 = reader.Number(-SvmKernel.LargestCoef0, SvmKernel.LargestCoef0);
        }

        reader.EndObject();
        return kind switch
        {
            SvmKernelKind.Rbf => SvmKernel.Rbf(gamma),
            SvmKernelKind.Linear => SvmKernel.Linear,
            SvmKernelKind.Polynomial => SvmKernel.Polynomial(gamma, degree, coef0),
            _ => SvmKernel.Sigmoid(gamma, coef0),
        };
    }

    private static void WriteVector(ModelJsonWriter writer, ReadOnlySpan<float> values)
    {
        if (writer.BeginLine())
        {
            foreach (float value in values)
            {
                writer.Item();
                writer.Number(value);
            }
        }

        writer.EndLine();
    }
}
