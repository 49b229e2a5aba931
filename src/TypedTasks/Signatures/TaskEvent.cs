using TypedTasks.Plans;
using TypedTasks.Serialization;

namespace TypedTasks;

/// <summary>
/// Something that somebody outside of a flow says, once, such as the decision of a person. Declare it as a static partial property with <see cref="TaskEventAttribute"/>, let flows wait for it with
/// <c>Wait.For</c>, and say it with <c>ITaskClient.RaiseAsync</c>.
/// </summary>
/// <typeparam name="T">What is said; it is written as JSON, as results of tasks are.</typeparam>
public sealed class TaskEvent<T>
{
    internal TaskEvent(string name)
    {
        WaitRule.CheckEvent(name);
        Name = name;
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>The name and the type.</summary>
    public override string ToString() => $"{Name} : {TypeNames.Of(typeof(T))}";
}
