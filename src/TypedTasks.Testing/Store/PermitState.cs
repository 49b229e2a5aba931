namespace TypedTasks.Testing;

internal enum PermitState
{
    Waiting,
    Held,
    GivenBack,
}
