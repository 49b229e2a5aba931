using System.Collections.Concurrent;

namespace TypedTasks.Hosting.Schedules;

/// <summary>
/// Zones whose local times are told right. Of a zone whose data count winter or Ramadan as a negative summer time (Europe/Dublin, Africa/Casablanca) .NET knows the offset of every moment, and takes
/// skipped times for valid and others for skipped. Such a zone is made anew from its moments, with a positive summer time.
/// </summary>
internal static class SoundZones
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Known = new(StringComparer.Ordinal);

    public static TimeZoneInfo Of(TimeZoneInfo zone) =>
        zone.GetAdjustmentRules().Any(static r => r.DaylightDelta < TimeSpan.Zero && r.DateEnd.Year >= FirstYear) ? Known.GetOrAdd(zone.Id, static (_, zone) => Make(zone), zone) : zone;

    private static TimeZoneInfo Make(TimeZoneInfo zone)
    {
        var changes = Changes(zone);
        var offsets = changes.Select(static c => c.Offset).Append(zone.GetUtcOffset(Start(FirstYear))).Distinct().Order().ToList();

        // No zone of today has more; its past may, and that is left as it is.
        if (offsets.Count != 2)
            return zone;
        var (least, delta) = (offsets[0], offsets[1] - offsets[0]);
        List<TimeZoneInfo.AdjustmentRule> rules = [];
        for (var year = FirstYear; year <= LastYear; year++)
        {
            // A rule holds one change each way: what has more in a year is cut, and in winter, for on the day of a cut no rule counts.
            var ofYear = changes.Where(c => (c.At + least).Year == year).ToList();
            var from = new DateTime(year, 1, 1);
            for (var next = 0; next == 0 || next < ofYear.Count;)
            {
                var own = ofYear.Skip(next).Take(ofYear.Count > 2 && ofYear[next].Offset == least ? 1 : 2).ToList();
                next = Math.Max(next + own.Count, 1);
                var until = next >= ofYear.Count ? new DateTime(year, 12, 31) : (ofYear[next - 1].At + ((ofYear[next].At - ofYear[next - 1].At) / 2)).Date;
                if (Rule(from, until, own, zone.GetUtcOffset(DateTime.SpecifyKind(from.AddHours(12), DateTimeKind.Utc)) > least, least, delta) is { } rule)
                    rules.Add(rule);
                from = until.AddDays(1);
            }
        }

        return TimeZoneInfo.CreateCustomTimeZone(zone.Id, least, zone.DisplayName, zone.StandardName, zone.DaylightName, [.. rules]);
    }

    private static TimeZoneInfo.AdjustmentRule? Rule(DateTime from, DateTime until, List<(DateTime At, TimeSpan Offset)> changes, bool isSummer, TimeSpan least, TimeSpan delta)
    {
        var (up, down) = (changes.Where(c => c.Offset > least).Select(c => c.At + least), changes.Where(c => c.Offset == least).Select(c => c.At + least + delta));
        var newYear = new DateTime(from.Year, 1, 1);
        return changes.Count > 0
            ? TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(from, until, delta, Transition(up.FirstOrDefault(newYear)), Transition(down.FirstOrDefault(newYear)))
            : isSummer ? TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(from, until, TimeSpan.Zero, Transition(newYear), Transition(newYear.AddDays(1)), delta) : null;
    }

    private static TimeZoneInfo.TransitionTime Transition(DateTime local) =>
        TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1) + local.TimeOfDay, local.Month, local.Day);

    private static List<(DateTime At, TimeSpan Offset)> Changes(TimeZoneInfo zone)
    {
        List<(DateTime, TimeSpan)> changes = [];
        for (var day = Start(FirstYear); day.Year <= LastYear; day = day.AddDays(1))
        {
            var (before, after) = (zone.GetUtcOffset(day), zone.GetUtcOffset(day.AddDays(1)));
            if (before == after)
                continue;
            var (low, high) = (0, 24 * 60);
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                if (zone.GetUtcOffset(day.AddMinutes(middle)) == before)
                    low = middle;
                else
                    high = middle;
            }

            changes.Add((day.AddMinutes(high), after));
        }

        return changes;
    }

    private static DateTime Start(int year) => new(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
