namespace TypedTasks;

/// <summary>
/// Starts a flow of a task by the clock, in whichever process has added its assembly. The task has no required parameters, or one, a <see cref="ScheduledRun"/>. A task may have several schedules; each
/// after the first needs a <see cref="Name"/>.
/// </summary>
/// <param name="cron">A cron expression of five fields, or of six that begin with seconds, such as <c>0 3 * * 1-5</c>; or <c>@hourly</c>, <c>@daily</c>, <c>@weekly</c>, <c>@monthly</c>, <c>@yearly</c>.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false, AllowMultiple = true)]
public sealed class ScheduleAttribute(string cron) : Attribute
{
    /// <summary>The cron expression.</summary>
    public string Cron { get; } = cron;

    /// <summary>The name of the schedule, stable for ever; by default the name of the task.</summary>
    public string? Name { get; set; }

    /// <summary>The IANA name of the zone in which the expression is meant, such as <c>Europe/Paris</c>; <c>UTC</c> by default.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>What becomes of an occurrence that is due while an earlier one runs; it is skipped by default.</summary>
    public ScheduleOverlap Overlap { get; set; }

    /// <summary>What becomes of occurrences that were due while no process ran: <c>none</c>, <c>latest</c> (the default), or a window such as <c>1.00:00:00</c>, within which all run.</summary>
    public string Missed { get; set; } = "latest";

    /// <summary>By how much starts are spread, such as <c>00:05:00</c>; nothing by default, 1 day at most.</summary>
    public string? Jitter { get; set; }

    /// <summary>Which of several definitions counts: the highest; 1 by default. Raise it with every change (<see cref="ScheduleOptions.Version"/>).</summary>
    public int Version { get; set; } = 1;
}
