using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Generators.Tests.Harness;

/// <summary>Generated JSON metadata, compiled and loaded once for each run of the tests that use it.</summary>
public sealed class JsonMetadata
{
    /// <summary>The resolver of a program with every kind of type in the signatures of its tasks.</summary>
    public IJsonTypeInfoResolver Generated { get; } = Load("""
        using System.Collections.Immutable;

        public static partial class Work
        {
            [Task] public static void Lists(
                List<int> a, int[] b, IReadOnlyList<string> c, IEnumerable<int> d, IReadOnlyCollection<int> e, IList<int> f, ICollection<int> g) { }
            [Task] public static void Sets(HashSet<string> a, SortedSet<int> b, ISet<int> c) { }
            [Task] public static void Maps(
                Dictionary<string, int> a, IReadOnlyDictionary<string, List<int>> b, IDictionary<string, int> c, SortedDictionary<string, int> d) { }
            [Task] public static void Immutables(
                ImmutableArray<int> a, ImmutableList<int> b, ImmutableHashSet<int> c, ImmutableDictionary<string, int> d) { }
            [Task] public static void Values(int? a, DayOfWeek b, DayOfWeek? c, (int, string) d, (int, (string, int?))? e, sbyte f, Half g, Version h) { }
            [Task] public static (int, int, int, int, int, int, int) Seven() => default;
            [Task] public static List<(string Name, DayOfWeek[] Days)> Deep() => [];
        }
        """);

    private static IJsonTypeInfoResolver Load(string source)
    {
        using var image = new MemoryStream();
        Assert.True(Compiler.Generate(source).Emit(image).Success);
        var types = Assembly.Load(image.ToArray()).GetType("TypedTasks.Generated.DemoTaskJsonTypes", throwOnError: true)!;
        return (IJsonTypeInfoResolver)types.GetField("Instance")!.GetValue(null)!;
    }
}
