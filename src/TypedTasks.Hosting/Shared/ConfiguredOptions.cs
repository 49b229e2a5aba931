using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Shared;

/// <summary>
/// What the configuration of the host says under <c>TypedTasks</c>: it comes after what the program says, so that a deployment can change it. What is not known is refused, with the nearest name.
/// </summary>
internal sealed class ConfiguredOptions(IConfiguration? configuration = null) : IPostConfigureOptions<WorkerOptions>, IPostConfigureOptions<TypedTasksOptions>
{
    private const string Root = "TypedTasks";

    private static readonly Dictionary<string, Action<WorkerOptions, IConfigurationSection>> OfWorker = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(WorkerOptions.Slots)] = static (o, s) => o.Slots = Number(s),
        [nameof(WorkerOptions.Prefetch)] = static (o, s) => o.Prefetch = Number(s),
        [nameof(WorkerOptions.DrainTime)] = static (o, s) => o.DrainTime = Duration(s),
        [nameof(WorkerOptions.MaxDeliveries)] = static (o, s) => o.MaxDeliveries = Number(s),
        [nameof(WorkerOptions.MaxHandBacks)] = static (o, s) => o.MaxHandBacks = Number(s),
        [nameof(WorkerOptions.UnknownTaskGrace)] = static (o, s) => o.UnknownTaskGrace = Duration(s),
        [nameof(WorkerOptions.Name)] = static (o, s) => o.Name = Text(s),
        [nameof(WorkerOptions.Version)] = static (o, s) => o.Version = Text(s),
        [nameof(WorkerOptions.ReconcileInterval)] = static (o, s) => o.ReconcileInterval = Duration(s),
        [nameof(WorkerOptions.OwedAge)] = static (o, s) => o.OwedAge = Duration(s),
        [nameof(WorkerOptions.Queues)] = Queues,
        [nameof(WorkerOptions.OtherQueues)] = OtherQueues,
    };

    private static readonly Dictionary<string, Action<ConfiguredTask, IConfigurationSection>> OfTask = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ConfiguredTask.Queue)] = static (t, s) => t.Queue = Text(s),
        [nameof(ConfiguredTask.MaxRetries)] = static (t, s) => t.MaxRetries = Number(s),
        [nameof(ConfiguredTask.RateLimit)] = static (t, s) => t.RateLimit = Text(s),
        [nameof(ConfiguredTask.MaxConcurrency)] = static (t, s) => t.MaxConcurrency = Number(s),
    };

    public void PostConfigure(string? name, WorkerOptions options)
    {
        foreach (var section in Children("Worker"))
            Find(OfWorker, section)(options, section);
    }

    public void PostConfigure(string? name, TypedTasksOptions options)
    {
        foreach (var task in Children("Tasks"))
        {
            if (!options.Tasks.TryGetValue(task.Key, out var settings))
                options.Tasks.Add(task.Key, settings = new());
            foreach (var section in task.GetChildren())
                Find(OfTask, section)(settings, section);
        }

        foreach (var route in Children("Routes"))
            options.Routes[route.Key] = Text(route);
    }

    private IEnumerable<IConfigurationSection> Children(string section) => configuration?.GetSection($"{Root}:{section}").GetChildren() ?? [];

    private static Action<T, IConfigurationSection> Find<T>(Dictionary<string, Action<T, IConfigurationSection>> known, IConfigurationSection section) =>
        known.GetValueOrDefault(section.Key) ?? throw new InvalidOperationException($"The configuration '{section.Path}' is no option. {Nearest.Advice(section.Key, known.Keys)}");

    // They replace what the program says: { "photos": 8, "reports": "" }, or a list of names.
    private static void Queues(WorkerOptions options, IConfigurationSection section)
    {
        options.Queues.Clear();
        if (section.Value is { Length: > 0 } one)
            options.Queues[one] = null;
        foreach (var queue in section.GetChildren())
        {
            if (int.TryParse(queue.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !int.TryParse(queue.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                options.Queues[Text(queue)] = null;
            else
                options.Queues[queue.Key] = string.IsNullOrEmpty(queue.Value) ? null : Number(queue);
        }
    }

    private static void OtherQueues(WorkerOptions options, IConfigurationSection section)
    {
        options.OtherQueues.Clear();
        foreach (var queue in section.GetChildren())
            options.OtherQueues.Add(Text(queue));
    }

    private static string Text(IConfigurationSection section) => section.Value is { Length: > 0 } text ? text : throw Wrong(section, "a text");

    private static int Number(IConfigurationSection section) =>
        int.TryParse(section.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(section, "a whole number");

    private static TimeSpan Duration(IConfigurationSection section) =>
        TimeSpan.TryParse(section.Value, CultureInfo.InvariantCulture, out var duration) ? duration : throw Wrong(section, "a duration such as 00:00:20");

    private static InvalidOperationException Wrong(IConfigurationSection section, string wanted) => new($"The configuration '{section.Path}' is '{section.Value}': write {wanted}.");
}
