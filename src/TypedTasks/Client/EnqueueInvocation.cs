namespace TypedTasks;

/// <summary>A flow that is being enqueued or sent, as far as that does not depend on its type.</summary>
public abstract class EnqueueInvocation
{
    private readonly Func<ISignature, (IReadOnlyList<string> Tasks, IReadOnlyList<string> Queues)> stepsOf;

    private protected EnqueueInvocation(bool isSent, Func<ISignature, (IReadOnlyList<string> Tasks, IReadOnlyList<string> Queues)> stepsOf)
    {
        IsSent = isSent;
        this.stepsOf = stepsOf;
    }

    /// <summary>Whether it is sent and forgotten (<c>SendAsync</c>): nothing keeps it, so it has no id that anybody could ask for.</summary>
    public bool IsSent { get; }

    /// <summary>The names of the tasks in it, each once.</summary>
    public IReadOnlyList<string> Tasks => stepsOf(Flow).Tasks;

    /// <summary>The queues that its steps go to, each once.</summary>
    public IReadOnlyList<string> Queues => stepsOf(Flow).Queues;

    private protected abstract ISignature Flow { get; }
}
