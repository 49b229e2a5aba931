using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>Every shape of task: what it gets, that all compiles without warnings, and that edits leave it cached.</summary>
public class ShapeTests
{
    private static readonly string Folder = Repository.At("tests/TypedTasks.Generators.Tests/Shapes");

    /// <summary>Programs, each a file; the tests of the analyzers read them too.</summary>
    public static TheoryData<string> Shapes => [.. Directory.GetFiles(Folder, "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void IsWrittenAsVerified(string shape) =>
        Snapshot.Match(GeneratorCheck.Run(File.ReadAllText(Path.Combine(Folder, shape + ".cs"))), shape);

    [Fact]
    public void Obsolete()
    {
        var files = GeneratorCheck.Run("""
            namespace Demo;

            [Obsolete] public sealed record Old(int Value);

            public static partial class Work
            {
                [Task, Obsolete("Use \"New\".")] public static void Do(Old old) { }
            }
            """);

        Assert.Contains("[global::System.ObsoleteAttribute(\"Use \\\"New\\\".\")]", files.Values.Single(v => v.Contains("class Tasks", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void ClassesThatDifferInCaseOnly()
    {
        var files = GeneratorCheck.Run("""
            public static partial class Work { [Task("a")] public static void Do() { } }
            public static partial class WORK { [Task("b")] public static void Do() { } }
            """);

        Assert.Equal(7, files.Count);
    }

    [Fact]
    public void PartsInSeveralFiles()
    {
        var files = GeneratorCheck.Run(
            "public static partial class Work { [Task] public static void A() { } }",
            "public static partial class Work { [Task] public static void B() { } }",
            "static partial class Work { [Task] public static partial void C(); public static partial void C() { } }");

        var invokers = files.Single(f => f.Key.Contains("Invokers", StringComparison.Ordinal)).Value;
        Assert.Contains("work.a", invokers, StringComparison.Ordinal);
        Assert.Contains("work.b", invokers, StringComparison.Ordinal);
        Assert.Contains("work.c", invokers, StringComparison.Ordinal);
    }
}
