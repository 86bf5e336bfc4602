using CsCheck;

namespace Anomaly.Detection.Tests.Shared;

/// <summary>Checks a property on the same generated cases in every run; the seed that CsCheck's own <c>Sample</c> takes fixes the first case only.</summary>
internal static class FixedSample
{
    public static void Holds<T>(this Gen<T> cases, Func<T, bool> property, int count)
    {
        for (uint number = 0; number < count; number++)
        {
            T value = cases.Generate(new PCG(number + 1, number), null, out _);
            if (!property(value)) false.Should().BeTrue("the property holds for case {0}, {1}", number, Check.Print(value));
        }
    }

    public static void Holds<T1, T2>(this Gen<(T1 First, T2 Second)> cases, Func<T1, T2, bool> property, int count) =>
        cases.Holds(value => property(value.First, value.Second), count);

    public static void Holds<T1, T2, T3, T4>(this Gen<(T1 First, T2 Second, T3 Third, T4 Fourth)> cases, Func<T1, T2, T3, T4, bool> property, int count) =>
        cases.Holds(value => property(value.First, value.Second, value.Third, value.Fourth), count);
}
