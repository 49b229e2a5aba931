using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TypedTasks.Generated;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Schedules;

/// <summary>A schedule of this process.</summary>
internal sealed class OwnSchedule(ScheduleDefinition definition, Timetable table)
{
    // Any fixed moment will do: what is compared is composed for the same occurrence everywhere.
    private static readonly DateTimeOffset Sample = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private string? hash;

    public string Name => definition.Name;

    public ScheduleDefinition Definition => definition;

    public ScheduleOptions Options => definition.Options;

    public Timetable Table => table;

    /// <summary>
    /// What tells definitions of one version apart: expression, zone, policies, and the shape of what a sample occurrence runs. Arguments are no part of it. Throws what the user's function throws.
    /// </summary>
    public string Hash => hash ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', definition.Cron, Options.TimeZone, Options.Overlap, Options.Missed, Options.Jitter.Ticks.ToString(CultureInfo.InvariantCulture), definition.Compose(SampleRun()).ToString()))));

    public DefineSchedule Define() => new(Name, definition.Cron, Options, Hash);

    /// <summary>An occurrence with its jitter, which is the same for the same one wherever it is worked out.</summary>
    public Occurrence? WithDue(Occurrence? occurrence)
    {
        if (occurrence is null || Options.Jitter == TimeSpan.Zero)
            return occurrence;
        var share = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{occurrence.Key}"))) / (double)uint.MaxValue;
        return occurrence with { Due = occurrence.At + TimeSpan.FromMilliseconds(Math.Floor(share * Options.Jitter.TotalMilliseconds)) };
    }

    /// <summary>The id of the flow of an occurrence.</summary>
    public string FlowIdOf(Occurrence occurrence) => FlowIdOf(Name, Options.TimeZone, occurrence);

    /// <summary>The id of the flow of an occurrence of a schedule.</summary>
    public static string FlowIdOf(string name, string zone, Occurrence occurrence) =>
        "s" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{zone}\n{occurrence.Key}")).AsSpan(0, 20));

    public ScheduledRun RunOf(Occurrence occurrence, DateTimeOffset? previous) => new(Name, occurrence.LocalTime, occurrence.IsSecond, occurrence.At, previous);

    private ScheduledRun SampleRun()
    {
        var local = (table.Next(Sample) ?? table.At(Sample)).LocalTime;
        return new(Name, local, false, new(local, TimeSpan.Zero), null);
    }
}
