using System.Text.RegularExpressions;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>What the product code says to those who run it: types of failures, reasons of dead letters, lines of the log, and other texts.</summary>
internal static partial class Messages
{
    // Names that begin as a type of failure does, and are none: keys of services, loggers, meters, policies, names of packages.
    private static readonly HashSet<string> OtherNames =
    [
        "TypedTasks.BrokerIncarnation", "TypedTasks.IEventLinks", "TypedTasks.InProcessBroker", "TypedTasks.Operate", "TypedTasks.Read", "TypedTasks.Task", "TypedTasks.Tests",
    ];

    private static readonly IReadOnlyDictionary<string, string> Sources = Docs.Sources("src")
        .Where(static f => !f.Replace('\\', '/').Split('/').Any(static p => p is "obj" or "bin"))
        .ToDictionary(static f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'), static f => NameOf().Replace(Concatenation().Replace(File.ReadAllText(f), ""), "$1"));

    public static IReadOnlyList<string> FailureTypes { get; } =
    [
        .. Sources.Values.SelectMany(static s => FailureType().Matches(s)).Select(static m => m.Groups[1].Value)
            .Where(static n => !OtherNames.Contains(n) && !Directory.Exists(Repository.At($"src/{n}")))
            .Concat(Sources.Values.Where(static s => FailureOfReason().IsMatch(s)).SelectMany(static s => Reason().Matches(s)).Select(static m => $"TypedTasks.{m.Groups[1].Value}"))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> DeadLetterReasons { get; } =
    [
        .. Constant().Matches(Sources["src/TypedTasks.Hosting/Dispatch/DeadLetterReasons.cs"]).Select(static m => m.Groups[1].Value).Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> Exceptions { get; } =
        [.. Sources.Values.SelectMany(static s => PublicException().Matches(s)).Select(static m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Each line of the log with its level, and <c>…</c> in place of what differs.</summary>
    public static IReadOnlyList<(string File, string Level, string Line)> Lines { get; } =
    [
        .. Sources.SelectMany(static s => LogLine().Matches(s.Value).Select(m => (s.Key, m.Groups["level"].Value, Hole().Replace(m.Groups["line"].Value, "…")))),
    ];

    /// <summary>Whether some file says the text; <c>…</c> in it stands for what a program fills in.</summary>
    public static bool IsSaid(string text)
    {
        var parts = text.Split('…');
        var pattern = new Regex(string.Join("[^;]{0,200}?", parts.Select(Regex.Escape)));
        return Sources.Values.Where(s => parts.All(p => s.Contains(p, StringComparison.Ordinal))).Any(s => pattern.IsMatch(s));
    }

    [GeneratedRegex("""
        "(TypedTasks\.[A-Z][A-Za-z]+)"
        """)]
    private static partial Regex FailureType();

    [GeneratedRegex("""
        \$"TypedTasks\.\{
        """)]
    private static partial Regex FailureOfReason();

    [GeneratedRegex(@"DeadLetterReasons\.([A-Z]\w+)")]
    private static partial Regex Reason();

    [GeneratedRegex(@"const string (\w+)")]
    private static partial Regex Constant();

    [GeneratedRegex(@"public (?:sealed )?class (\w+Exception)\b")]
    private static partial Regex PublicException();

    [GeneratedRegex("""
        LoggerMessage\((?:\d+, |Level = )LogLevel\.(?<level>\w+), (?:Message = )?"(?<line>[^"]*)"
        """)]
    private static partial Regex LogLine();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{nameof\((?:\w+\.)*(\w+)\)\}")]
    private static partial Regex NameOf();

    // One text in several literals.
    [GeneratedRegex("""
        "\s*\+ \$?"
        """)]
    private static partial Regex Concatenation();
}
