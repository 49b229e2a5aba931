using static TypedTasks.Storage.StoreChange;

namespace TypedTasks.Storage.Decisions;

/// <summary>Which flows are alive, as far as can be told without their messages. It decides nothing else.</summary>
public static class Listening
{
    /// <summary>Puts off when something must be heard of a flow.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<StoreChange> Expect(ExpectSign o, FlowHeader? flow, DateTimeOffset now)
    {
        var due = StoreTime.After(now, o.For);
        return flow is null || flow.IsTerminal || flow.SignDue >= due ? [] : [new FlowChanged(flow with { SignDue = due })];
    }

    /// <summary>Marks a flow, or takes the mark back.</summary>
    /// <param name="o">The operation.</param>
    /// <param name="flow">The flow, or null.</param>
    public static IReadOnlyList<StoreChange> Mark(MarkQuiet o, FlowHeader? flow) => flow is null || flow.IsTerminal || flow.Key != o.Key || flow.QuietSince == o.Since
        ? []
        : [new FlowChanged(flow with { QuietSince = o.Since })];
}
