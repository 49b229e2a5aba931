using System.Reflection;
using System.Text.RegularExpressions;

namespace TypedTasks.Emulator.Tests.Security;

/// <summary>Holds the table of promises in the documentation to the tests that it names.</summary>
public sealed partial class PromiseTests
{
    [Theory]
    [InlineData("docs/emulator.md", "## Security, line by line")]
    [InlineData("docs/internals/emulator-evidence.md", "## Lines and tests")]
    public void Every_test_that_is_named_exists_and_every_promise_names_one(string page, string heading)
    {
        var rows = File.ReadAllText(Repository.At(page)).Split(heading)[1].Split("\n## ")[0]
            .Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        Assert.True(rows.Count > 20);
        var tests = typeof(PromiseTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => $"{type.Name}.{method.Name}"))
            .Concat(OfTheOfficialClient())
            .ToHashSet();
        var checks = string.Concat(Directory.EnumerateFiles(Repository.At("tests/javascript/checks"), "*.mjs").Select(File.ReadAllText));
        foreach (var row in rows)
        {
            var proof = row.Split('|')[3];
            var named = Test().Matches(proof).Select(match => match.Groups[1].Value).ToList();
            var titles = Title().Matches(proof).Select(match => match.Groups[1].Value).ToList();
            Assert.True(named.Count + titles.Count > 0 || proof.Contains("by construction", StringComparison.Ordinal), row);
            Assert.All(named, name => Assert.Contains(name, tests));
            Assert.All(titles, title => Assert.Contains($"\"{title}\"", checks, StringComparison.Ordinal));
        }
    }

    /// <summary>The tests of the other suite: a file has the name of its class.</summary>
    private static IEnumerable<string> OfTheOfficialClient() =>
        from file in Directory.EnumerateFiles(Repository.At("tests/TypedTasks.Emulator.DotNet.Tests"), "*Tests.cs", SearchOption.AllDirectories)
        from Match match in Method().Matches(File.ReadAllText(file))
        select $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}";

    [GeneratedRegex("\\[(?:Fact|Theory)\\](?:\\s*\\[[^\n]*\\])*\\s*public (?:async Task|Task|void) (\\w+)\\(")]
    private static partial Regex Method();

    [GeneratedRegex("`([A-Za-z]+Tests\\.[A-Za-z0-9_]+)`")]
    private static partial Regex Test();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Title();
}
