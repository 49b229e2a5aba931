namespace TypedTasks;

/// <summary>
/// Names the <c>JsonSerializerContext</c> that knows the assembly's argument and result types, so that tasks work
/// without reflection (NativeAOT, trimming).
/// </summary>
/// <param name="context">A class derived from <c>JsonSerializerContext</c>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TaskJsonContextAttribute(Type context) : Attribute
{
    /// <summary>The context.</summary>
    public Type Context { get; } = context;
}
