using TypedTasks;
using TypedTasks.Generated;
using TypedTasks.Hosting.Schedules;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds schedules.</summary>
public static class TypedTasksScheduleExtensions
{
    /// <summary>
    /// Starts a flow by the clock. Every process that adds the schedule proposes its occurrences, and the store, which is needed, accepts each of them once: nobody leads, and it is enough that one of them runs.
    /// </summary>
    /// <typeparam name="TOut">The type of the result of the flow.</typeparam>
    /// <param name="builder">What <c>AddTypedTasks()</c> returned.</param>
    /// <param name="name">The name of the schedule, stable for ever, 1 to 200 characters.</param>
    /// <param name="cron">A cron expression of five fields, or of six that begin with seconds, such as <c>0 3 * * 1-5</c>; or <c>@hourly</c>, <c>@daily</c>, <c>@weekly</c>, <c>@monthly</c>, <c>@yearly</c>.</param>
    /// <param name="compose">
    /// What an occurrence runs: a static function of the occurrence alone, for several processes call it, and each must compose the same. It has no clock, no random values and no state; <c>WithId</c>,
    /// <c>Unique</c> and <c>InTurn</c> are refused.
    /// </param>
    /// <param name="configure">Zone, overlap, missed runs, jitter and version.</param>
    /// <exception cref="InvalidOperationException">The expression, the zone or an option cannot be.</exception>
    public static TypedTasksBuilder AddSchedule<TOut>(
        this TypedTasksBuilder builder, string name, string cron, Func<ScheduledRun, ISignature<TOut>> compose, Action<ScheduleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(cron);
        ArgumentNullException.ThrowIfNull(compose);
        var options = new ScheduleOptions();
        configure?.Invoke(options);
        var definition = ScheduleDefinition.Of(name, cron, compose, options);

        // Told where it is written, and not when the host starts.
        _ = ScheduleBook.Check(definition);
        builder.Services.AddSingleton(definition);
        return builder;
    }
}
