using System.Globalization;
using System.Text.RegularExpressions;

namespace TypedTasks.Packages.Tests.Harness;

/// <summary>The errors in the output of a build, each once, in the order of the source: <c>File.cs(1,2): CS0019</c>.</summary>
internal static partial class CompilerErrors
{
    public static IReadOnlyList<string> In(string output) =>
    [
        .. Error().Matches(output)
            .OrderBy(static m => m.Groups["file"].Value, StringComparer.Ordinal)
            .ThenBy(static m => int.Parse(m.Groups["line"].Value, CultureInfo.InvariantCulture))
            .Select(static m => $"{m.Groups["file"]}({m.Groups["line"]},{m.Groups["column"]}): {m.Groups["id"]}")
            .Distinct(),
    ];

    [GeneratedRegex(@"(?<file>[^\s/\\]+)\((?<line>\d+),(?<column>\d+)\): error (?<id>\w+):")]
    private static partial Regex Error();
}
