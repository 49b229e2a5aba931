using TypedTasks.Engine;
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>A flow that is being enqueued or sent, as far as that does not depend on its type.</summary>
public abstract class EnqueueInvocation
{
    private protected EnqueueInvocation(bool isSent) => IsSent = isSent;

    /// <summary>Whether it is sent and forgotten (<c>SendAsync</c>): nothing keeps it, so it has no id that anybody could ask for.</summary>
    public bool IsSent { get; }

    /// <summary>The names of the tasks in it, each once, in the order of their steps.</summary>
    public abstract IReadOnlyList<string> Tasks { get; }

    private protected static IReadOnlyList<string> TasksOf(ISignature signature) => PlanSteps.Tasks(PlanCompiler.Compile(signature.Node));
}
