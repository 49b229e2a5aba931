using System.ComponentModel;

namespace TypedTasks.Generated;

/// <summary>A schedule as a process knows it; generated code and <c>AddSchedule</c> make it.</summary>
public abstract class ScheduleDefinition
{
    private protected ScheduleDefinition(string name, string cron, ScheduleOptions options)
    {
        Name = name;
        Cron = cron;
        Options = options;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The cron expression.</summary>
    public string Cron { get; }

    /// <summary>What it says beside its expression.</summary>
    public ScheduleOptions Options { get; }

    /// <summary>Makes the definition of a schedule.</summary>
    /// <typeparam name="TOut">The type of the result of its flows.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="cron">The cron expression.</param>
    /// <param name="compose">What an occurrence runs; a pure function.</param>
    /// <param name="options">What it says beside its expression.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static ScheduleDefinition Of<TOut>(string name, string cron, Func<ScheduledRun, ISignature<TOut>> compose, ScheduleOptions options) =>
        new ScheduleComposition<TOut>(name, cron, compose, options);

    /// <summary>Composes the flow of an occurrence.</summary>
    internal abstract ISignature Compose(ScheduledRun run);

    /// <summary>Composes the flow of an occurrence, and hands it on with its type.</summary>
    internal abstract TResult Compose<TResult>(ScheduledRun run, ISignatureUser<TResult> user);
}
