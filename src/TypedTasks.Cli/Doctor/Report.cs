using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TypedTasks.Cli.Doctor;

/// <summary>What was found, for people and for programs.</summary>
internal sealed class Report(IReadOnlyList<Finding> findings)
{
    /// <summary>0 where nothing is wrong, 1 otherwise.</summary>
    public int ExitCode => findings.Any(static f => f.Verdict == Verdict.Wrong) ? 1 : 0;

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Mark(finding.Verdict),-7} {finding.Id,-4} {finding.Title}\n");
            text.Append(CultureInfo.InvariantCulture, $"             saw: {finding.Saw}\n");
            if (finding.Verdict == Verdict.Fine)
                continue;
            if (finding.Expects is { } expected)
                text.Append(CultureInfo.InvariantCulture, $"        expected: {expected}\n");
            if (finding.Advice is { } advice)
                text.Append(CultureInfo.InvariantCulture, $"              so: {advice}\n");
        }

        var counts = findings.GroupBy(static f => f.Verdict).OrderBy(static g => g.Key).Select(static g => $"{g.Count()} {Word(g.Key)}");
        return text.Append('\n').AppendJoin(", ", counts).Append('\n').ToString();
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("exitCode", ExitCode);
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("id", finding.Id);
                json.WriteString("title", finding.Title);
                json.WriteString("verdict", Word(finding.Verdict));
                json.WriteString("saw", finding.Saw);
                if (finding.Expects is { } expected)
                    json.WriteString("expects", expected);
                if (finding.Advice is { } advice)
                    json.WriteString("advice", advice);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Fine => "fine",
        Verdict.Warning => "warning",
        Verdict.Wrong => "wrong",
        _ => "skipped",
    };

    private static string Mark(Verdict verdict) => verdict == Verdict.Fine ? "ok" : Word(verdict).ToUpperInvariant();
}
