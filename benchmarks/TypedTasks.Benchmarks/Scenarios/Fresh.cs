using System.Globalization;
using System.Runtime;

namespace TypedTasks.Benchmarks;

/// <summary>One kind of work in a process that has run nothing else: 500 units to warm up, then 10,000 or as many as told (a million for a profile). <c>build/comparison.sh</c> runs it beside other libraries.</summary>
internal static class Fresh
{
    private const int WarmUp = 500;

    /// <summary>Writes one line: microseconds of processor time of this process and of the broker's per unit, and units per second.</summary>
    public static async Task WriteAsync(TextWriter output, string placeName, string unit, int units)
    {
        await using Place place = placeName switch
        {
            "emulator" => EmulatorPlace.Lean,
            "official" => EmulatorPlace.Official,
            "memory" => new MemoryPlace(),
            _ => throw new ArgumentException($"'{placeName}' is no place; say emulator, official or memory."),
        };
        Func<int, Scenario> scenario = unit switch
        {
            "no-op" => static n => new NoOps(n),
            "step" => static n => new Chains(n / 10, 10),
            "member" => static n => new Chords(n / 100, 100),
            _ => throw new ArgumentException($"'{unit}' is no unit; say no-op, step or member."),
        };
        await place.StartFreshAsync(scenario(WarmUp));
        var (compiled, paused) = (JitInfo.GetCompilationTime(), GC.GetTotalPauseDuration());
        var measured = await place.MeasureFreshAsync(scenario(units));

        // What starting costs: the compiler goes on beside the work until everything hot is at its last tier.
        (compiled, paused) = (JitInfo.GetCompilationTime() - compiled, GC.GetTotalPauseDuration() - paused);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"of these: compiler {compiled.TotalMicroseconds / units:0.0}, collections {paused.TotalMicroseconds / units:0.0}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{measured.Client:0.0} {measured.Broker:0.0} {measured.Rate:0}"));
    }
}
