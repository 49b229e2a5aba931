namespace TypedTasks.Plans;

/// <summary>Arguments of a call of which the leading ones are missing.</summary>
internal interface IPartialArguments : IArgumentSource
{
    /// <summary>All of them: a value for the one that is missing, or the elements of a tuple for several.</summary>
    IArgumentSource With(ITypedValue value);
}
