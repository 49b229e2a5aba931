using System.Text;
using TypedTasks.Plans;

namespace TypedTasks.Simulation.Tests;

/// <summary>Makes the smallest run that still goes wrong, and tells what concerns the place where it does.</summary>
internal static class FailureReport
{
    private static readonly int MostEvents =
        Setting.Number("TYPEDTASKS_EVENTS", 60);

    private static readonly int[] Sizes = [1, 2, 3, 4, 6, 9, 14, 20, 30, 60];

    public static string Write(SimOptions options)
    {
        var smallest = Shrink(options) with { Traces = true };
        var run = new Simulation(smallest);
        if (run.Run() is not { } violation)
            return $"seed {smallest.Seed} is not one history: it went wrong only once.";
        var text = new StringBuilder();
        text.AppendLine($"seed {smallest.Seed}, at most {(smallest.MaxSteps is { } most ? $"{most} steps" : "the seed's steps")}, faults: {Names(smallest)}");
        text.AppendLine($"{violation}");
        text.AppendLine($"plan: {PlanPrinter.Print(run.Plan)}");
        var events = run.World.History.Where(e => Concerns(e, violation)).ToList();
        if (events.Count > MostEvents)
            text.AppendLine($"… {events.Count - MostEvents} events before");
        foreach (var happened in events.TakeLast(MostEvents))
            text.AppendLine($"  {happened}");
        return text.ToString();
    }

    /// <summary>Fewer faults, then a smaller plan, as long as the same invariant breaks.</summary>
    private static SimOptions Shrink(SimOptions options)
    {
        var invariant = new Simulation(options).Run()?.Invariant ?? 0;
        foreach (var size in Sizes)
        {
            var smaller = options with { MaxSteps = size };
            for (var i = 0; i < 20; i++)
            {
                var candidate = smaller with { Seed = options.Seed + i };
                if (!Fails(candidate, invariant))
                    continue;
                return WithFewerFaults(candidate, invariant);
            }
        }

        return WithFewerFaults(options, invariant);
    }

    private static SimOptions WithFewerFaults(SimOptions options, int invariant)
    {
        foreach (var fault in options.Faults.Order())
        {
            var fewer = options with { Faults = options.Faults.Where(f => f != fault).ToHashSet() };
            if (Fails(fewer, invariant))
                options = fewer;
        }

        return options;
    }

    private static bool Fails(SimOptions options, int invariant) => new Simulation(options).Run()?.Invariant == invariant;

    // The place itself, what lies above it, and what lies within it.
    private static bool Concerns(SimEvent happened, Violation violation) =>
        happened.Place is null || violation.Place is not { } place
        || happened.Place.StartsWith(place, StringComparison.Ordinal) || place.StartsWith(happened.Place, StringComparison.Ordinal);

    private static string Names(SimOptions options) => options.Faults.Count == 0 ? "none" : string.Join(", ", options.Faults.Order());
}
