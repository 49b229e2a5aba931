namespace TypedTasks.Plans.Diagrams;

/// <summary>A pipeline as it is drawn, be it read from a plan or from its source.</summary>
/// <param name="Kind">What kind of node it is.</param>
/// <param name="Text">The text on it.</param>
/// <param name="Parts">What it is made of.</param>
internal sealed record Diagram(DiagramKind Kind, string Text, IReadOnlyList<Diagram> Parts)
{
    public static readonly Diagram Pass = new(DiagramKind.Pass, "", []);

    /// <summary>Whether what arrives is ignored.</summary>
    public bool IgnoresInput { get; init; }

    public static Diagram Step(string task) => new(DiagramKind.Step, task, []);

    public static Diagram Wait(string eventName) => new(DiagramKind.Wait, eventName, []);

    public static Diagram Opaque(string text) => new(DiagramKind.Opaque, text, []);

    public static Diagram Of(DiagramKind kind, IReadOnlyList<Diagram> parts) => new(kind, "", parts);

    public static Diagram Frame(string title, Diagram part) => new(DiagramKind.Frame, title, [part]);

    public static Diagram Branch(string label, Diagram part, Diagram branch) => new(DiagramKind.Branch, label, [part, branch]);

    /// <summary>The words on a diagram, the same wherever it was read from.</summary>
    public static class Words
    {
        public const string Each = "each";
        public const string FirstOf = "first of";
        public const string TimeOut = "time-out";
        public const string Expiry = "expiry";
        public const string OnError = "on error";
        public const string OnSuccess = "on success";
        public const string Undo = "undo";
        public const string OnFailure = "on failure";
    }
}
