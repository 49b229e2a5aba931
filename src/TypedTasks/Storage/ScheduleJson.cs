using System.Buffers;
using System.Text.Json;

namespace TypedTasks.Storage;

/// <summary>How stores keep schedules: UTF-8 JSON. Members that are not known are passed over, so that versions can share a store.</summary>
public static class ScheduleJson
{
    /// <summary>Writes a schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    public static byte[] Write(ScheduleState schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("name"u8, schedule.Name);
        json.WriteString("cron"u8, schedule.Cron);
        json.WriteString("zone"u8, schedule.Options.TimeZone);
        json.WriteNumber("overlap"u8, (int)schedule.Options.Overlap);
        json.WriteString("missedRuns"u8, schedule.Options.Missed.ToString());
        json.WriteNumber("jitter"u8, schedule.Options.Jitter.Ticks);
        json.WriteNumber("version"u8, schedule.Options.Version);
        json.WriteString("hash"u8, schedule.Hash);
        json.WriteNumber("revision"u8, schedule.Revision);
        json.WriteNumber("after"u8, schedule.After.UtcTicks);
        if (schedule.Last is { } last)
            Write(json, "last", last);
        if (schedule.LastStarted is { } started)
            Write(json, "lastStarted", started);
        json.WriteBoolean("paused"u8, schedule.IsPaused);
        json.WriteStartArray("waiting"u8);
        foreach (var occurrence in schedule.Waiting)
            Write(json, null, occurrence);
        json.WriteEndArray();
        json.WriteStartArray("running"u8);
        foreach (var flow in schedule.Running)
            json.WriteStringValue(flow);
        json.WriteEndArray();
        json.WriteStartArray("failed"u8);
        foreach (var flow in schedule.Failed)
            json.WriteStringValue(flow);
        json.WriteEndArray();
        json.WriteNumber("started"u8, schedule.Started);
        json.WriteNumber("skipped"u8, schedule.Skipped);
        json.WriteNumber("missed"u8, schedule.Missed);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a schedule.</summary>
    /// <param name="json">What <see cref="Write(ScheduleState)"/> wrote.</param>
    public static ScheduleState Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new()
        {
            Name = root.GetProperty("name"u8).GetString()!,
            Cron = root.GetProperty("cron"u8).GetString()!,
            Options = new()
            {
                TimeZone = root.GetProperty("zone"u8).GetString()!,
                Overlap = (ScheduleOverlap)root.GetProperty("overlap"u8).GetInt32(),
                Missed = MissedRuns.Parse(root.GetProperty("missedRuns"u8).GetString()!),
                Jitter = new(root.GetProperty("jitter"u8).GetInt64()),
                Version = root.GetProperty("version"u8).GetInt32(),
            },
            Hash = root.GetProperty("hash"u8).GetString()!,
            Revision = root.GetProperty("revision"u8).GetInt64(),
            After = Time(root.GetProperty("after"u8)),
            Last = Find(root, "last"),
            LastStarted = Find(root, "lastStarted"),
            IsPaused = root.GetProperty("paused"u8).GetBoolean(),
            Waiting = [.. root.GetProperty("waiting"u8).EnumerateArray().Select(ReadOccurrence)],
            Running = [.. root.GetProperty("running"u8).EnumerateArray().Select(static r => r.GetString()!)],

            // Not written by the version before.
            Failed = root.TryGetProperty("failed"u8, out var failed) ? [.. failed.EnumerateArray().Select(static f => f.GetString()!)] : [],
            Started = root.GetProperty("started"u8).GetInt64(),
            Skipped = root.GetProperty("skipped"u8).GetInt64(),
            Missed = root.GetProperty("missed"u8).GetInt64(),
        };
    }

    // [local ticks, fold, moment, due, backfill]
    private static void Write(Utf8JsonWriter json, string? name, Occurrence occurrence)
    {
        if (name is null)
            json.WriteStartArray();
        else
            json.WriteStartArray(name);
        json.WriteNumberValue(occurrence.LocalTime.Ticks);
        json.WriteNumberValue(occurrence.IsSecond ? 1 : 0);
        json.WriteNumberValue(occurrence.At.UtcTicks);
        json.WriteNumberValue(occurrence.Due.UtcTicks);
        json.WriteNumberValue(occurrence.IsBackfill ? 1 : 0);
        json.WriteEndArray();
    }

    private static Occurrence? Find(JsonElement root, string name) => root.TryGetProperty(name, out var found) ? ReadOccurrence(found) : null;

    private static Occurrence ReadOccurrence(JsonElement json) => new(new(json[0].GetInt64()), json[1].GetInt32() == 1, Time(json[2]), Time(json[3])) { IsBackfill = json[4].GetInt32() == 1 };

    private static DateTimeOffset Time(JsonElement json) => new(json.GetInt64(), TimeSpan.Zero);
}
