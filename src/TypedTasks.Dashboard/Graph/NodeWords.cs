using TypedTasks.Dashboard.Html;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Graph;

/// <summary>What is said of a node.</summary>
internal static class NodeWords
{
    /// <summary>Whether it is drawn as a box of its own, rather than as a frame around others.</summary>
    public static bool IsLeaf(OutlineNode node) => node.Kind is OutlineKind.Step or OutlineKind.Wait or OutlineKind.Value;

    public static string Title(OutlineNode node) => node.Kind switch
    {
        OutlineKind.Step => node.Text,
        OutlineKind.Wait => $"waits for {node.Text}",
        OutlineKind.Value => node.Text.Length > 0 ? node.Text : "value",
        OutlineKind.Sequence => "one after the other",
        OutlineKind.Tuple => "all of",
        OutlineKind.Group => "group",
        OutlineKind.FirstOf => "first of",
        OutlineKind.Each => "for each",
        OutlineKind.Settled => "settled: a failure is an outcome",
        OutlineKind.Recover => "with a fallback",
        OutlineKind.OnError => "with a branch on failure",
        OutlineKind.OnSuccess => "with a branch on success",
        OutlineKind.Compensation => "can be undone",
        OutlineKind.TimeLimit => node.Text.Length > 0 ? node.Text : "within a time limit",
        _ => node.Text,
    };

    /// <summary>What the second child of a scope is for; null where it is no side branch.</summary>
    public static string? Side(OutlineKind kind) => kind switch
    {
        OutlineKind.Recover => "if that fails",
        OutlineKind.OnError => "on failure",
        OutlineKind.OnSuccess => "on success",
        OutlineKind.Compensation => "undone by",
        _ => null,
    };

    /// <summary>Where it stands, in a line.</summary>
    public static string Line(OutlineNode node)
    {
        List<string> words = [$"{States.Sign(node.State)} {States.Word(node.State)}"];
        if (node is { StartedAt: { } from, EndedAt: { } to })
            words.Add(Words.Span(to - from));
        if (node.Attempts > 1)
            words.Add($"attempt {node.Attempts}");
        if (node.State == OutlineState.Running && node.Progress is { } progress)
            words.Add($"{Math.Round(progress * 100)} %");
        return string.Join(" · ", words);
    }

    public static string Counts(MemberCounts members)
    {
        List<string> words = [members.Total is { } total ? Words.Count(total, "member", "members") : "number not known yet"];
        Add(members.Succeeded, "succeeded");
        Add(members.Running, "running");
        Add(members.Retrying, "retrying");
        Add(members.Failed, "failed");
        return string.Join(", ", words);

        void Add(int count, string word)
        {
            if (count > 0)
                words.Add($"{Words.Count(count)} {word}");
        }
    }

    public static (string, double)[] Parts(MemberCounts members) =>
    [
        ("good", members.Succeeded), ("bad", members.Failed), ("run", members.Running), ("wait", members.Retrying),
        ("idle", Math.Max(0, (members.Total ?? 0) - members.Succeeded - members.Failed - members.Running - members.Retrying)),
    ];
}
