using System.Text.RegularExpressions;

namespace TypedTasks.Structure.Tests;

/// <summary>What several test projects need is written once, in TypedTasks.Tests.Shared.</summary>
public sealed partial class SharedTests
{
    private const string Shared = "tests/TypedTasks.Tests.Shared/";

    // Snippets of programs for users: what they contain is read, not run with the tests.
    private static readonly string[] Programs = ["tests/corpus/", "tests/TypedTasks.Packages.Tests/Consumer/", "tests/TypedTasks.Packages.Tests/Shapes/"];

    private static readonly IReadOnlyList<(string Path, string Text)> Files =
    [
        .. Directory.GetFiles(Repository.At("tests"), "*.cs", SearchOption.AllDirectories)
            .Select(static f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(static f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !Programs.Any(p => f.StartsWith(p, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(static f => (f, File.ReadAllText(Repository.At(f)))),
    ];

    [Fact]
    public void What_is_shared_is_declared_nowhere_else()
    {
        var shared = Files.Where(static f => f.Path.StartsWith(Shared, StringComparison.Ordinal)).SelectMany(static f => Declared(f.Text)).ToHashSet(StringComparer.Ordinal);
        Assert.Contains(nameof(TemporaryFolder), shared);
        Assert.Empty(
            from file in Files
            where !file.Path.StartsWith(Shared, StringComparison.Ordinal)
            from name in Declared(file.Text)
            where shared.Contains(name)
            select $"{file.Path} declares {name}, which {Shared} has.");
    }

    [Theory]
    [InlineData("Directory.CreateTempSubdirectory", nameof(TemporaryFolder))]
    [InlineData("Path.GetTempPath", nameof(TemporaryFolder))]
    [InlineData("Path.GetTempFileName", nameof(TemporaryFolder))]
    [InlineData("AssemblyMetadataAttribute", nameof(Repository))]
    [InlineData("[CallerFilePath] string ", nameof(Repository))]
    [InlineData("\"TypedTasks.sln\"", nameof(Repository))]
    [InlineData("\"TYPEDTASKS_ACCEPT\"", nameof(Setting))]
    [InlineData("\"TYPEDTASKS_MEASURE\"", nameof(Setting))]
    [InlineData("\"DOTNET_HOST_PATH\"", nameof(Command))]
    public void There_is_one_way(string text, string owner)
    {
        Assert.Contains(Files, f => f.Path == $"{Shared}{owner}.cs");
        Assert.Empty(
            from file in Files
            where !file.Path.StartsWith(Shared, StringComparison.Ordinal) && !file.Path.EndsWith($"/{nameof(SharedTests)}.cs", StringComparison.Ordinal) && file.Text.Contains(text, StringComparison.Ordinal)
            select $"{file.Path} has {text}: take {owner}.");
    }

    private static IEnumerable<string> Declared(string text) => TopLevel().Matches(text).Select(static m => m.Groups["name"].Value);

    // Nested types are indented.
    [GeneratedRegex(@"^(?:public|internal)[a-z ]* (?:class|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevel();
}
