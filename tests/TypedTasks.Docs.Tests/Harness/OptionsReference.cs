using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using TypedTasks.Emulator;
using TypedTasks.Operations;
using TypedTasks.Postgres;
using TypedTasks.ServiceBus;
using TypedTasks.Sqlite;
using TypedTasks.Testing;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>The page that lists every option, as the code and its XML documentation make it.</summary>
internal static class OptionsReference
{
    public const string Page = "docs/reference-options.md";

    private const string Rewrite = "TYPEDTASKS_ACCEPT=1 dotnet test tests/TypedTasks.Docs.Tests --filter OptionsReferenceTests";

    // In the order of the page, each with where a program gives it.
    private static readonly (string Title, (Type Type, string Given)[] Types)[] Parts =
    [
        ("Client and worker", [
            (typeof(TypedTasksOptions), "`AddTypedTasks(o => …)`"),
            (typeof(WorkerOptions), "`AddWorker(o => …)`"),
            (typeof(ConfiguredTask), "`AddTypedTasks(o => o.Tasks[\"NAME\"] = new() { … })`"),
            (typeof(RetryPolicy), "`TypedTasksOptions.Retry`, and `WithRetry(p => p with { … })` on a call"),
            (typeof(ScheduleOptions), "`AddSchedule(…, o => …)`; `[Schedule]` has the same"),
            (typeof(AlertOptions), "`OnFailed(…, o => …)`, `OnLate(…, o => …)`, `OnQuiet(…, o => …)`"),
            (typeof(AlertWebhookOptions), "`AddAlertWebhook(o => …)`"),
            (typeof(OperationsOptions), "`services.Configure<OperationsOptions>(o => …)`"),
        ]),
        ("Broker", [(typeof(ServiceBusOptions), "`UseAmqp(o => …)`, `UseServiceBus(o => …)`")]),
        ("Stores", [
            (typeof(SqliteStoreOptions), "`UseSqlite(new SqliteStoreOptions { … })`"),
            (typeof(PostgresStoreOptions), "`UsePostgres(connectionString, new PostgresStoreOptions { … })`"),
        ]),
        ("Web", [
            (Load("TypedTasks.AspNetCore", "TypedTasksApiOptions"), "`MapTypedTasksApi(\"/tasks/api\", o => …)`"),
            (Load("TypedTasks.Dashboard", "TypedTasksDashboardOptions"), "`MapTypedTasksDashboard(\"/tasks\", o => …)`"),
        ]),
        ("Emulator", [
            (typeof(ServiceBusEmulatorOptions), "`AddServiceBusEmulator(o => …)`, `ServiceBusEmulator.StartAsync(…)`"),
            (typeof(QueueOptions), "`ServiceBusEmulatorOptions.Queues`"),
            (typeof(TopicOptions), "`ServiceBusEmulatorOptions.Topics`"),
            (typeof(SubscriptionOptions), "`TopicOptions.Subscriptions`"),
            (typeof(RuleOptions), "`SubscriptionOptions.Rules`"),
        ]),
        ("Tests", [(typeof(InMemoryTransportOptions), "`new InMemoryTransport(…)`")]),
    ];

    // Defaults that differ from machine to machine, or that null stands for.
    private static readonly Dictionary<string, string> Spoken = new()
    {
        ["WorkerOptions.Slots"] = "4 per processor, at least 8",
        ["WorkerOptions.Name"] = "`MACHINE:PROCESSID`",
        ["WorkerOptions.Prefetch"] = "as `Slots`",
        ["WorkerOptions.UnknownTaskGrace"] = "10 minutes",
        ["TypedTasksOptions.Retry"] = "`RetryPolicy.Default`",
        ["TypedTasksOptions.EventLinkKey"] = "empty",
        ["ConfiguredTask.Queue"] = "as the attribute",
        ["ConfiguredTask.MaxRetries"] = "as the attribute",
        ["ConfiguredTask.RateLimit"] = "as the attribute",
        ["ConfiguredTask.MaxConcurrency"] = "as the attribute",
        ["RuleOptions.Filter"] = "everything",
        ["InMemoryTransportOptions.MaxMessageBytes"] = "no limit",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<Type> Types { get; } = [.. Parts.SelectMany(static p => p.Types).Select(static t => t.Type)];

    public static IEnumerable<PropertyInfo> Options(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static p => p.SetMethod?.IsPublic == true || typeof(IEnumerable).IsAssignableFrom(p.PropertyType))
            .OrderBy(static p => p.MetadataToken);

    public static string NameOf(PropertyInfo option) => $"{option.DeclaringType!.Name}.{option.Name}";

    public static string Summary(PropertyInfo option) => XmlDocs.Of(option.DeclaringType!.Assembly.Location).Summary(option.DeclaringType, option.Name);

    public static string Render()
    {
        var page = new StringBuilder($"""
            # Every option

            What an application can set: name, type, default, range, and what it is for. The packages' XML documentation says more on each. [Configuration](configuration.md) shows how they are given.

            - *Range*: a value outside stops the start, with the name of the option, or throws where it is given. Empty: any value of the type.
            - *Configuration* is a key in `appsettings.json`, where *OPTION* is the name of the option; in an environment variable each `:` is two underscores. Durations are written as `hh:mm:ss` or `d.hh:mm:ss`. An option without a key is set by the program.
            - `none` as a default is null.

            """);
        foreach (var (title, types) in Parts)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
            foreach (var (type, given) in types)
                Append(page, type, given);
        }

        page.Append(CultureInfo.InvariantCulture, $"\nThis page is written by a test: `{Rewrite}`.\n");
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Append(StringBuilder page, Type type, string given)
    {
        var docs = XmlDocs.Of(type.Assembly.Location);
        var options = Options(type).Select(static o => (Option: o, Key: Key(o))).ToList();
        var configured = options.TrueForAll(static o => o.Key.Length > 0);
        var keys = configured ? $" Configuration: {options[0].Key.Replace(options[0].Option.Name, "OPTION", StringComparison.Ordinal)}." : "";
        page.Append(CultureInfo.InvariantCulture, $"\n### {type.Name}\n\n{docs.Summary(type)} Given by {given}.{keys}\n\n| option | type | default | range | |\n|---|---|---|---|---|\n");
        var defaults = Activator.CreateInstance(type)!;
        foreach (var (option, key) in options)
        {
            string[] cells =
            [
                $"`{option.Name}`", $"`{TypeName(option)}`", Default(option, defaults),
                OptionRanges.Find(NameOf(option))?.Says.Replace(" (the default)", "", StringComparison.Ordinal) ?? "",
                XmlDocs.Short(docs.Summary(type, option.Name)) + (configured || key.Length == 0 ? "" : $" Configuration: {key}."),
            ];
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells.Select(static c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
        }
    }

    private static string Key(PropertyInfo option)
    {
        var key = option.DeclaringType!.Name switch
        {
            nameof(WorkerOptions) => $"TypedTasks:Worker:{option.Name}",
            nameof(ConfiguredTask) => $"TypedTasks:Tasks:NAME:{option.Name}",
            nameof(TypedTasksOptions) when option.Name == nameof(TypedTasksOptions.Tasks) => "TypedTasks:Tasks:NAME",
            nameof(TypedTasksOptions) when option.Name == nameof(TypedTasksOptions.Routes) => "TypedTasks:Routes:PATTERN",
            nameof(TypedTasksOptions) => $"TypedTasks:{option.Name}",
            nameof(AlertWebhookOptions) => $"TypedTasks:Webhook:{option.Name}",
            _ => null,
        };
        return key is null ? "" : key.EndsWith(":NAME", StringComparison.Ordinal) || OptionProbe.IsKey(key) ? $"`{key}`" : "";
    }

    private static string Default(PropertyInfo option, object defaults) =>
        option.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)) ? "required"
        : Spoken.TryGetValue(NameOf(option), out var spoken) ? spoken
        : option.GetValue(defaults) switch
        {
            null => "none",
            bool value => value ? "`true`" : "`false`",
            TimeSpan value => Duration(value),
            int or long when NameOf(option).EndsWith("Bytes", StringComparison.Ordinal) => Bytes(Convert.ToInt64(option.GetValue(defaults), CultureInfo.InvariantCulture)),
            IFormattable value and (int or long) => value.ToString("N0", CultureInfo.InvariantCulture),
            Enum value => $"`{value}`",
            string { Length: > 0 } value => $"`{value}`",
            IEnumerable value when !value.Cast<object>().Any() => "empty",
            TimeProvider => "`TimeProvider.System`",
            var value => $"`{value}`",
        };

    private static string Duration(TimeSpan value) => value switch
    {
        { TotalDays: >= 1 } => Unit(value.TotalDays, "day"),
        { TotalHours: >= 1 } => Unit(value.TotalHours, "hour"),
        { TotalMinutes: >= 1 } => Unit(value.TotalMinutes, "minute"),
        { TotalSeconds: >= 1 } => Unit(value.TotalSeconds, "second"),
        _ when value == TimeSpan.Zero => "0",
        _ => $"{value.TotalMilliseconds:0.###} ms",
    };

    private static string Unit(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count:0.###} {unit}{(count == 1 ? "" : "s")}");

    private static string Bytes(long value) => value switch
    {
        >= 1024 * 1024 * 1024 => $"{value >> 30} GB",
        >= 1024 * 1024 => $"{value >> 20} MB",
        _ => $"{value >> 10} KB",
    };

    private static string TypeName(PropertyInfo option)
    {
        var name = TypeName(option.PropertyType);
        return !option.PropertyType.IsValueType && Nullability.Create(option).ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    private static string TypeName(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? TypeName(value) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "bool",
            TypeCode.Int32 when !type.IsEnum => "int",
            TypeCode.Int64 => "long",
            TypeCode.Byte => "byte",
            TypeCode.String => "string",
            _ => type == typeof(object) ? "object" : type.Name,
        };

    // What a reader of these two packages needs of ASP.NET Core is no part of their options.
    private static Type Load(string assembly, string type) =>
        Assembly.LoadFrom(Repository.At($"src/{assembly}/bin/{Repository.Configuration}/net10.0/{assembly}.dll")).GetType($"{assembly}.{type}", throwOnError: true)!;
}
