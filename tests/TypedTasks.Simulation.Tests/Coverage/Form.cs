namespace TypedTasks.Simulation.Tests;

/// <summary>A form that a flow is composed of.</summary>
internal enum Form
{
    Step,
    Sequence,
    Group,
    Tuple,
    Each,
    EachInChunks,
    EachBounded,
    SettledJoin,
    SettledScalar,
    SettledWhole,
    Recover,
    OnError,
    OnSuccess,
    Limit,
    FirstOf,
    Compensation,
    ReturnedPlan,
    Pass,
    Delay,
    StepExpiry,
    Permit,
    ChildFlow,
    Ordered,
    Rated,
    Wait,
}
