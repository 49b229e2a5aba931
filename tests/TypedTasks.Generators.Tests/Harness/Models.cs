using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Tests.Harness;

/// <summary>Walks what the pipeline caches: a symbol or syntax node in it would keep whole compilations alive.</summary>
internal static class Models
{
    public static void AssertPlain(GeneratorRunResult result)
    {
        foreach (var name in TrackingNames.All.Intersect(result.TrackedSteps.Keys))
        {
            foreach (var (value, _) in result.TrackedSteps[name].SelectMany(static s => s.Outputs))
                AssertPlain(value, name, new HashSet<object>(ReferenceEqualityComparer.Instance));
        }
    }

    private static void AssertPlain(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        var type = value.GetType();
        Assert.False(
            type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal),
            $"{path} holds a {type}.");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
                AssertPlain(item, path + "[]", seen);
            return;
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            AssertPlain(field.GetValue(value), $"{path}.{field.Name}", seen);
    }
}
