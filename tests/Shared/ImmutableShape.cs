using System.Reflection;
using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Tests.Shared;

/// <summary>Says by reflection what would let a caller change an object, or share a buffer with it. Safe to share between threads means: nothing of this.</summary>
internal static class ImmutableShape
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] MutableGenerics =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(Queue<>), typeof(Stack<>),
        typeof(IList<>), typeof(ICollection<>), typeof(IDictionary<,>), typeof(ISet<>), typeof(Span<>), typeof(Memory<>), typeof(ArraySegment<>),
    ];

    /// <summary>What makes a public type mutable.</summary>
    /// <param name="type">A class, struct, record or interface; enums and delegates have no faults.</param>
    /// <param name="allowed">Members that may do what others may not, as <c>Type.Member</c>.</param>
    public static IEnumerable<string> Faults(Type type, IReadOnlyCollection<string> allowed) =>
        type.IsEnum || type.IsAssignableTo(typeof(Delegate))
            ? []
            : FieldFaults(type).Concat(PropertyFaults(type)).Concat(MethodFaults(type)).Where(fault => !allowed.Contains(fault.Member)).Select(fault => $"{fault.Member} {fault.Problem}");

    private static IEnumerable<(string Member, string Problem)> FieldFaults(Type type)
    {
        foreach (FieldInfo field in type.GetFields(Declared))
        {
            // Private fields count: a lazily written one is a race, a rewritten one is state. Backing fields of settable properties are told as properties.
            bool isFixed = field.IsInitOnly || field.IsLiteral;
            if (!isFixed && !field.IsDefined(typeof(CompilerGeneratedAttribute))) yield return (Name(type, field), "can be written after construction");
            if ((field.IsPublic || field.IsFamily) && MutableIn(field.FieldType) is { } mutable) yield return (Name(type, field), $"hands out {mutable}");
        }
    }

    private static IEnumerable<(string Member, string Problem)> PropertyFaults(Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            if (property.SetMethod is { } setter && !IsInit(setter)) yield return (Name(type, property), "has a setter that is not init");
            if (property.GetMethod is { } getter && IsVisible(getter) && MutableIn(property.PropertyType) is { } mutable) yield return (Name(type, property), $"hands out {mutable}");
        }
    }

    private static IEnumerable<(string Member, string Problem)> MethodFaults(Type type)
    {
        foreach (MethodInfo method in type.GetMethods(Declared).Where(method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))))
        {
            if (MutableIn(method.ReturnType) is { } mutable) yield return (Name(type, method), $"returns {mutable}");
        }
    }

    private static string? MutableIn(Type type)
    {
        if (type.IsByRef && MutableIn(type.GetElementType()!) is { } inner) return inner;
        if (type.IsArray) return $"an array ({type.GetElementType()!.Name}[])";
        if (!type.IsGenericType) return null;
        Type definition = type.GetGenericTypeDefinition();
        if (MutableGenerics.Contains(definition)) return $"a mutable {definition.Name.Split('`')[0]}";
        return type.GetGenericArguments().Select(MutableIn).FirstOrDefault(found => found is not null);
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(MethodInfo method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Name(Type type, MemberInfo member) => $"{type.Name.Split('`')[0]}.{member.Name}";
}
