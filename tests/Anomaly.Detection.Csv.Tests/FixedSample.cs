using CsCheck;

namespace Anomaly.Detection.Csv.Tests;

/// <summary>Checks a property on the same generated cases in every run; CsCheck's own <c>Sample</c> fixes the first one only.</summary>
internal static class FixedSample
{
    public static void Holds<T>(this Gen<T> cases, Func<T, bool> property, int count)
    {
        for (uint number = 0; number < count; number++)
        {
            T value = cases.Generate(new PCG(number + 1, number), null, out _);
            property(value).Should().BeTrue("the property holds for case {0}, {1}", number, Check.Print(value));
        }
    }
}
