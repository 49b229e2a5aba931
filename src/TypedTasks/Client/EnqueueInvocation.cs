namespace TypedTasks;

/// <summary>A flow that is being enqueued or sent, as far as that does not depend on its type.</summary>
public abstract class EnqueueInvocation
{
    private readonly Func<ISignature, IReadOnlyList<string>> tasksOf;

    private protected EnqueueInvocation(bool isSent, Func<ISignature, IReadOnlyList<string>> tasksOf)
    {
        IsSent = isSent;
        this.tasksOf = tasksOf;
    }

    /// <summary>Whether it is sent and forgotten (<c>SendAsync</c>): nothing keeps it, so it has no id that anybody could ask for.</summary>
    public bool IsSent { get; }

    /// <summary>The names of the tasks in it, each once.</summary>
    public IReadOnlyList<string> Tasks => tasksOf(Flow);

    private protected abstract ISignature Flow { get; }
}
