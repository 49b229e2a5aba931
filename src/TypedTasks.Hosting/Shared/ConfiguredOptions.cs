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
    private const string Worker = "Worker";
    private const string Webhook = "Webhook";

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

    private static readonly Dictionary<string, Func<RetryPolicy, IConfigurationSection, RetryPolicy>> OfRetry = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(RetryPolicy.MaxRetries)] = static (r, s) => Within(s, "from 0 to 1,000", () => r with { MaxRetries = Number(s) }),
        [nameof(RetryPolicy.Delay)] = static (r, s) => Within(s, "zero or more", () => r with { Delay = Duration(s) }),
        [nameof(RetryPolicy.MaxDelay)] = static (r, s) => Within(s, "zero or more", () => r with { MaxDelay = Duration(s) }),
    };

    private static readonly Dictionary<string, Action<ConfiguredTask, IConfigurationSection>> OfTask = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ConfiguredTask.Queue)] = static (t, s) => t.Queue = Text(s),
        [nameof(ConfiguredTask.MaxRetries)] = static (t, s) => t.MaxRetries = Number(s),
        [nameof(ConfiguredTask.RateLimit)] = static (t, s) => t.RateLimit = Text(s),
        [nameof(ConfiguredTask.MaxConcurrency)] = static (t, s) => t.MaxConcurrency = Number(s),
    };

    private static readonly Dictionary<string, Action<TypedTasksOptions, IConfigurationSection>> OfAll = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(TypedTasksOptions.FlowLifetime)] = static (o, s) => o.FlowLifetime = Duration(s),
        [nameof(TypedTasksOptions.Priorities)] = static (o, s) => o.Priorities = Flag(s),
        [nameof(TypedTasksOptions.OrderingKeys)] = static (o, s) => o.OrderingKeys = Flag(s),
        [nameof(TypedTasksOptions.CancellationLag)] = static (o, s) => o.CancellationLag = Duration(s),
        [nameof(TypedTasksOptions.ClaimCheckBytes)] = static (o, s) => o.ClaimCheckBytes = Number(s),
        [nameof(TypedTasksOptions.Retention)] = static (o, s) => o.Retention = Duration(s),
        [nameof(TypedTasksOptions.FailedRetention)] = static (o, s) => o.FailedRetention = Duration(s),
        [nameof(TypedTasksOptions.RecordHandOffs)] = static (o, s) => o.RecordHandOffs = Flag(s),
        [nameof(TypedTasksOptions.QuietAfter)] = static (o, s) => o.QuietAfter = Duration(s),
        [nameof(TypedTasksOptions.Schedules)] = static (o, s) => o.Schedules = Mode(s),
        [nameof(TypedTasksOptions.EventLinkKey)] = static (o, s) => o.EventLinkKey = Bytes(s),
        [nameof(TypedTasksOptions.Retry)] = static (o, s) =>
        {
            foreach (var part in s.GetChildren())
                o.Retry = Find(OfRetry, part)(o.Retry, part);
        },
        [nameof(TypedTasksOptions.Tasks)] = static (o, s) =>
        {
            foreach (var task in s.GetChildren())
            {
                if (!o.Tasks.TryGetValue(task.Key, out var settings))
                    o.Tasks.Add(task.Key, settings = new());
                foreach (var part in task.GetChildren())
                    Find(OfTask, part)(settings, part);
            }
        },
        [nameof(TypedTasksOptions.Routes)] = static (o, s) =>
        {
            foreach (var route in s.GetChildren())
                o.Routes[route.Key] = Text(route);
        },

        // Read by others.
        [Worker] = static (_, _) => { },
        [Webhook] = static (_, _) => { },
    };

    public void PostConfigure(string? name, WorkerOptions options)
    {
        foreach (var section in configuration?.GetSection($"{Root}:{Worker}").GetChildren() ?? [])
            Find(OfWorker, section)(options, section);
    }

    public void PostConfigure(string? name, TypedTasksOptions options)
    {
        foreach (var section in configuration?.GetSection(Root).GetChildren() ?? [])
            Find(OfAll, section)(options, section);
    }

    private static T Find<T>(Dictionary<string, T> known, IConfigurationSection section) =>
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

    private static bool Flag(IConfigurationSection section) => bool.TryParse(section.Value, out var flag) ? flag : throw Wrong(section, "true or false");

    private static ScheduleMode Mode(IConfigurationSection section) => Enum.TryParse<ScheduleMode>(section.Value, ignoreCase: true, out var mode) && Enum.IsDefined(mode)
        ? mode
        : throw Wrong(section, string.Join(" or ", Enum.GetNames<ScheduleMode>()));

    // A key is not repeated in a message.
    private static byte[] Bytes(IConfigurationSection section)
    {
        var bytes = new byte[section.Value?.Length ?? 0];
        return Convert.TryFromBase64String(section.Value ?? "", bytes, out var length)
            ? bytes[..length]
            : throw new InvalidOperationException($"The configuration '{section.Path}' is no Base64: write 32 random bytes or more so.");
    }

    private static RetryPolicy Within(IConfigurationSection section, string range, Func<RetryPolicy> set)
    {
        try
        {
            return set();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidOperationException($"The configuration '{section.Path}' is '{section.Value}': it must be {range}.", e);
        }
    }

    private static TimeSpan Duration(IConfigurationSection section) =>
        section.Value == "ever" ? TimeSpan.MaxValue
        : TimeSpan.TryParse(section.Value, CultureInfo.InvariantCulture, out var duration) ? duration : throw Wrong(section, "a duration such as 00:00:20, or ever");

    private static InvalidOperationException Wrong(IConfigurationSection section, string wanted) => new($"The configuration '{section.Path}' is '{section.Value}': write {wanted}.");
}
