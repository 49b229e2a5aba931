using TypedTasks.Plans.Diagrams;

namespace TypedTasks.Plans;

/// <summary>How people read a node, as text and in diagrams.</summary>
/// <param name="Form">How its children are put together.</param>
/// <param name="Word">Its word in a text.</param>
/// <param name="Kind">What it is in a diagram.</param>
/// <param name="Title">Its word in a diagram.</param>
internal readonly record struct NodeText(NodeForm Form, string Word, DiagramKind Kind, string Title)
{
    public static readonly NodeText Sequence = new(NodeForm.Sequence, "", DiagramKind.Sequence, "");

    public static readonly NodeText Settled = new(NodeForm.Suffix, "settled", DiagramKind.Settled, "");

    public static readonly NodeText Handler = new(NodeForm.Suffix, "recover", DiagramKind.Handler, Diagram.Words.OnFailure);

    /// <summary>Whether the members yield outcomes.</summary>
    public bool IsSettled { get; private init; }

    public static NodeText Leaf(string word) => new(NodeForm.Leaf, word, DiagramKind.Step, word);

    public static NodeText Wait(string eventName) => new(NodeForm.Leaf, $"wait({eventName})", DiagramKind.Wait, eventName);

    public static NodeText Opaque(string word) => new(NodeForm.Leaf, word, DiagramKind.Opaque, word);

    public static NodeText Nothing(string word) => new(NodeForm.Leaf, word, DiagramKind.Pass, "");

    public static NodeText Members(string word, bool isSettled, string? frame = null) =>
        new(NodeForm.Members, word, frame is null ? DiagramKind.Parallel : DiagramKind.Frame, frame ?? "") { IsSettled = isSettled };

    public static NodeText Each(bool isSettled) => new(NodeForm.Suffix, "each", DiagramKind.Frame, Diagram.Words.Each) { IsSettled = isSettled };

    public static NodeText Branch(string word, string title) => new(NodeForm.Suffix, word, DiagramKind.Branch, title);

    public static NodeText Frame(string word, string title) => new(NodeForm.Suffix, word, DiagramKind.Frame, title);
}
