using TypedTasks.Hosting.Schedules;

namespace TypedTasks.Schedules.Tests;

/// <summary>What is said of local times agrees with the moments that have them, in every zone that this machine knows.</summary>
public sealed class SoundZonesTests
{
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(30);

    [Fact]
    public void A_local_time_is_skipped_where_no_moment_has_it_and_comes_twice_where_two_have()
    {
        List<string> wrong = [];
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            var sound = SoundZones.Of(zone);
            Dictionary<DateTime, int> times = [];
            for (var at = new DateTime(2025, 12, 30, 0, 0, 0, DateTimeKind.Utc); at.Year < 2027 || at.Day < 3; at += Half)
            {
                var local = DateTime.SpecifyKind(at + zone.GetUtcOffset(at), DateTimeKind.Unspecified);
                times[local] = times.GetValueOrDefault(local) + 1;
            }

            // Some zones are a quarter of an hour off.
            var first = new DateTime(2026, 1, 1) + TimeSpan.FromMinutes(zone.BaseUtcOffset.Minutes % 30);
            for (var local = first; local.Year < 2027; local += Half)
            {
                var count = times.GetValueOrDefault(local);
                if (sound.IsInvalidTime(local) != (count == 0) || sound.IsAmbiguousTime(local) != (count == 2))
                    wrong.Add($"{zone.Id} {local:s} comes {count} times");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Europe/Dublin")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Africa/El_Aaiun")]
    public void A_zone_that_was_made_anew_has_the_offsets_of_the_old_one(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var sound = SoundZones.Of(zone);
        for (var at = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc); at.Year < 2095; at += Half)
        {
            if (zone.GetUtcOffset(at) != sound.GetUtcOffset(at))
                Assert.Fail($"{at:u}: {zone.GetUtcOffset(at)} and {sound.GetUtcOffset(at)}");
        }
    }
}
