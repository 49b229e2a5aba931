namespace TypedTasks.Transport;

/// <summary>The queues that an application needs: those that its tasks name and those that its worker receives from besides.</summary>
public interface ITaskQueues
{
    /// <summary>Their names, each once.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Those of them that are received from in order, for steps with an ordering key.</summary>
    IReadOnlyList<string> Ordered => [];
}
