using System.Globalization;
using TypedTasks.Cli.Terminal;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Flows;

/// <summary>Draws a flow as a tree with states and times, in as many characters as a line has.</summary>
internal sealed class FlowTree(Screen screen, DateTimeOffset now)
{
    private const int StateWidth = 11;
    private const int TimeWidth = 12;
    private const int LeastText = 8;

    public void Write(FlowOutline outline)
    {
        var flow = outline.Flow;
        var state = FlowList.State(flow);
        screen.Line([
            new($"{flow.FlowId}  "), state, new(flow.Name is { } name ? $"  {Plain.Of(name)}" : ""),
            new($"  accepted {Times.Short(flow.AcceptedAt, now)}, {(flow.EndedAt is { } ended ? $"took {Times.Of(ended - flow.AcceptedAt)}" : $"runs for {Times.Of(now - flow.AcceptedAt)}")}", Tone.Quiet),
            new(flow.Retries > 0 ? $", retried {flow.Retries} time{(flow.Retries == 1 ? "" : "s")}" : "", Tone.Quiet),
        ]);
        if (outline.Turn is { Place: { } place } turn)
            screen.Line($"It stands in line '{Plain.Of(turn.Key)}', place {place}.");
        if (outline.Root is null)
            screen.Line("Its plan is protected with a key that is not known here.");
        else
            Write(outline.Root, "", "");
        if (outline.Undoing is { } undoing)
        {
            screen.Line("What it did is being undone, or was:");
            Write(undoing, "", "");
        }

        if (flow.Failure is { } failure)
            Wrapped($"{FlowList.ShortName(failure.Type)}: {Plain.Of(failure.Message)}{(failure.Task.Length > 0 ? $" (task {failure.Task}{(failure.Step.Length > 0 ? $", step {failure.Step}" : "")})" : "")}", "", Tone.Bad);
    }

    private void Write(OutlineNode node, string first, string rest)
    {
        // A list of steps needs no line of its own.
        var isPlain = node.Kind is OutlineKind.Sequence;
        if (!isPlain || first.Length == 0)
            Line(node, first);
        if (node.Failure is { } failure && node.Kind == OutlineKind.Step)
            Wrapped($"{FlowList.ShortName(failure.Type)}: {Plain.Of(failure.Message)}", $"{rest}    ", Tone.Bad);
        List<(OutlineNode Node, string Label)> below = [.. Below(node)];
        for (var i = 0; i < below.Count; i++)
        {
            var isLast = i == below.Count - 1;
            Write(below[i].Node with { Text = below[i].Label + TextOf(below[i].Node) }, $"{rest}{(isLast ? "└─ " : "├─ ")}", $"{rest}{(isLast ? "   " : "│  ")}");
        }

        if (node.IsCut)
            screen.Line([new($"{rest}… and more than can be shown", Tone.Quiet)]);
    }

    private static IEnumerable<(OutlineNode Node, string Label)> Below(OutlineNode node)
    {
        if (node.Members is not null)
            return node.FailedMembers.Select(static m => (m, $"[{m.Path![(m.Path!.LastIndexOf('.') + 1)..]}] "));
        return Flat(node).Concat(node.Returned is { } returned ? [(returned, "returned: ")] : []);
    }

    // A sequence within one is drawn in one go; branches say what they are for.
    private static IEnumerable<(OutlineNode Node, string Label)> Flat(OutlineNode node)
    {
        for (var i = 0; i < node.Children.Count; i++)
        {
            var label = i == 0 ? "" : node.Kind switch
            {
                OutlineKind.Recover => "on failure: ",
                OutlineKind.OnError => "on error: ",
                OutlineKind.OnSuccess => "on success: ",
                OutlineKind.Compensation => "undone by: ",
                _ => "",
            };
            if (node.Children[i].Kind == OutlineKind.Value)
                continue;
            yield return (node.Children[i], label);
        }
    }

    private void Line(OutlineNode node, string indent)
    {
        var (mark, word, tone) = Describe(node.State);
        var time = node switch
        {
            { StartedAt: { } started, EndedAt: { } ended } => Took(ended - started),
            { StartedAt: { } started } when node.State is OutlineState.Running or OutlineState.Waiting or OutlineState.Retrying => Took(now - started),
            _ => "",
        };
        var text = TextOf(node) + Counts(node.Members) + (node.Attempts > 1 ? $", attempt {node.Attempts}" : "") + (node.Progress is { } progress ? string.Create(CultureInfo.InvariantCulture, $", {progress * 100:0} %") : "")
            + (node.ProgressText is { Length: > 0 } said ? $" {said}" : "");
        var room = Math.Max(LeastText, screen.Width - indent.Length - 2 - StateWidth - TimeWidth - 2);
        text = Plain.Of(text);
        text = text.Length > room ? $"{text[..(room - 1)]}…" : text.PadRight(room);
        screen.Line([new(indent, Tone.Quiet), new($"{mark} ", tone), new(text), new($" {word.PadRight(StateWidth)}", tone), new($" {time.PadLeft(TimeWidth - 1)}".TrimEnd(), Tone.Quiet)]);
    }

    private static string TextOf(OutlineNode node) => node.Kind switch
    {
        _ when node.Text.EndsWith(Word(node.Kind), StringComparison.Ordinal) && node.Text.Length > 0 && Word(node.Kind).Length > 0 => node.Text,
        OutlineKind.Wait => node.Text.Contains("wait for ", StringComparison.Ordinal) ? node.Text : $"wait for {node.Text}",
        OutlineKind.Sequence => node.Text.Length == 0 ? "in order" : node.Text,
        OutlineKind.Tuple => node.Text.Length == 0 ? "all of" : node.Text,
        _ => node.Text,
    };

    private static string Word(OutlineKind kind) => kind switch { OutlineKind.Sequence => "in order", OutlineKind.Tuple => "all of", _ => "" };

    private static string Counts(MemberCounts? members) => members is null ? "" : " of "
        + $"{members.Total?.ToString(CultureInfo.InvariantCulture) ?? "a list"}: {members.Succeeded} succeeded"
        + (members.Failed > 0 ? $", {members.Failed} failed" : "") + (members.Running > 0 ? $", {members.Running} running" : "") + (members.Retrying > 0 ? $", {members.Retrying} retrying" : "");

    private static (string Mark, string Word, Tone Tone) Describe(OutlineState state) => state switch
    {
        OutlineState.Waiting => ("?", "waiting", Tone.Notable),
        OutlineState.Running => (">", "running", Tone.Notable),
        OutlineState.Retrying => ("~", "retrying", Tone.Notable),
        OutlineState.Succeeded => ("+", "succeeded", Tone.Good),
        OutlineState.Failed => ("x", "failed", Tone.Bad),
        OutlineState.Cancelled => ("-", "cancelled", Tone.Quiet),
        _ => (".", "not started", Tone.Quiet),
    };

    private static string Took(TimeSpan time) => time.TotalSeconds < 10 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms") : Times.Of(time);

    private void Wrapped(string text, string indent, Tone tone)
    {
        var room = Math.Max(LeastText, screen.Width - indent.Length);
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(room, text.Length - start);
            if (start + length < text.Length && text.LastIndexOf(' ', start + length - 1, length) is var space && space > start)
                length = space - start + 1;
            screen.Line([new(indent, Tone.Quiet), new(text.Substring(start, length).TrimEnd(), tone)]);
            start += length;
        }
    }
}
