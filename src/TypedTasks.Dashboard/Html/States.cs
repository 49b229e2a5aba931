using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Html;

/// <summary>How states look: a word, a sign and a colour, never the colour alone.</summary>
internal static class States
{
    public static string Look(OutlineState state) => state switch
    {
        OutlineState.Succeeded => "good",
        OutlineState.Failed => "bad",
        OutlineState.Running => "run",
        OutlineState.Waiting or OutlineState.Retrying => "wait",
        OutlineState.Cancelled => "stop",
        _ => "idle",
    };

    public static string Word(OutlineState state) => state switch
    {
        OutlineState.NotStarted => "Not started",
        OutlineState.Waiting => "Waiting",
        OutlineState.Running => "Running",
        OutlineState.Retrying => "Retrying",
        OutlineState.Succeeded => "Succeeded",
        OutlineState.Failed => "Failed",
        _ => "Cancelled",
    };

    public static string Sign(OutlineState state) => state switch
    {
        OutlineState.Succeeded => "✓",
        OutlineState.Failed => "✗",
        OutlineState.Running => "▶",
        OutlineState.Waiting or OutlineState.Retrying => "◔",
        OutlineState.Cancelled => "■",
        _ => "○",
    };

    public static string Look(FlowState state) => state switch
    {
        FlowState.Succeeded => "good",
        FlowState.Failed => "bad",
        FlowState.Running => "run",
        FlowState.Compensating => "wait",
        FlowState.Cancelled => "stop",
        _ => "idle",
    };

    public static string Word(FlowState state) => state switch
    {
        FlowState.Running => "Running",
        FlowState.Succeeded => "Succeeded",
        FlowState.Failed => "Failed",
        FlowState.Cancelled => "Cancelled",
        FlowState.Compensating => "Compensating",
        _ => "Unknown",
    };

    public static OutlineState Of(StepState state) => state switch
    {
        StepState.Running => OutlineState.Running,
        StepState.Succeeded => OutlineState.Succeeded,
        StepState.Retrying => OutlineState.Retrying,
        StepState.Waiting => OutlineState.Waiting,
        StepState.Failed => OutlineState.Failed,
        StepState.Cancelled => OutlineState.Cancelled,
        _ => OutlineState.NotStarted,
    };

    public static Action<Markup> Badge(FlowState state) => page => page.Write($"""<span class="state {Look(state)}">{Word(state)}</span>""");

    public static Action<Markup> Badge(OutlineState state) => page => page.Write($"""<span class="state {Look(state)}">{Word(state)}</span>""");
}
