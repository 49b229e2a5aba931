using TypedTasks.Generated;

namespace TypedTasks.Hosting.Schedules;

/// <summary>The schedules of this process: those of its tasks, and those that were added to the builder.</summary>
internal sealed class ScheduleBook
{
    private const int MostName = 200;
    private readonly Dictionary<string, OwnSchedule> schedules = new(StringComparer.Ordinal);

    public ScheduleBook(IEnumerable<ITaskRegistry> registries, IEnumerable<ScheduleDefinition> added)
    {
        foreach (var definition in registries.SelectMany(static r => r.Schedules).Concat(added))
        {
            if (!schedules.TryAdd(definition.Name, Check(definition)))
            {
                throw new InvalidOperationException(
                    $"Two schedules are called '{definition.Name}': give one of them another name ([Schedule(…, Name = \"…\")] or AddSchedule(\"…\", …)).");
            }
        }
    }

    public IEnumerable<OwnSchedule> All => schedules.Values;

    public int Count => schedules.Count;

    public OwnSchedule? Find(string name) => schedules.GetValueOrDefault(name);

    /// <summary>Reads a definition.</summary>
    /// <exception cref="InvalidOperationException">It says what cannot be.</exception>
    public static OwnSchedule Check(ScheduleDefinition definition)
    {
        var options = definition.Options;
        if (string.IsNullOrWhiteSpace(definition.Name) || definition.Name.Length > MostName)
            throw new InvalidOperationException($"'{definition.Name}' cannot be the name of a schedule: use 1 to {MostName} characters.");
        if (Timetable.TryCreate(definition.Cron, options.TimeZone, out var problem) is not { } table)
            throw new InvalidOperationException($"Schedule '{definition.Name}': {problem}.");
        if (options.Version < 1)
            throw new InvalidOperationException($"Schedule '{definition.Name}' has version {options.Version}: it must be 1 or more.");
        if (options.Jitter < TimeSpan.Zero || options.Jitter > TimeSpan.FromDays(1))
            throw new InvalidOperationException($"Schedule '{definition.Name}' has a jitter of {options.Jitter}: it must be from zero to one day.");
        if (!Enum.IsDefined(options.Overlap))
            throw new InvalidOperationException($"Schedule '{definition.Name}' has the overlap {options.Overlap}, which is none of {nameof(ScheduleOverlap)}.");
        return new(definition, table);
    }
}
