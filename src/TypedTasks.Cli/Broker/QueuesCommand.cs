using System.CommandLine;
using TypedTasks.Cli.Flows;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;
using TypedTasks.Cli.Workers;
using TypedTasks.Operations;

namespace TypedTasks.Cli.Broker;

/// <summary><c>typedtasks queues</c>: what lies in the queues, and who takes it.</summary>
internal static class QueuesCommand
{
    public static Command Create(Surroundings around)
    {
        var (options, api) = (new StoreOptions(), new ApiOptions());
        var administration = AdministrationOption.Create();
        var json = JsonOption.Create();
        var command = new Command("queues", "Lists queues: how many messages they hold, as the broker tells (--connection), and who takes from them, as the store tells (--store). One of the two is enough.") { administration, json };
        options.AddTo(command, withBroker: true);
        api.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var screen = around.Screen();
            return screen.RunAsync(async () =>
            {
                await using var client = api.Open(parsed);
                if (client is not null)
                {
                    var steering = new ApiWorkers(client);
                    var told = await new ApiFlows(client).GetQueuesAsync(cancellationToken);
                    Write(Told(told, await steering.ListAsync(cancellationToken), await steering.ListControlsAsync(cancellationToken)), screen, parsed.GetValue(json));
                    return;
                }

                var (store, broker) = (options.StoreIfAny(parsed), options.BrokerIfAny(parsed));
                if (store is null && broker is null)
                    throw new UsageException("Of which broker or store? Give --connection, --store, or both.");
                var counts = broker is null ? null : await QueueCatalog.ReadAsync(broker, VariableArgument.Read(parsed.GetValue(administration)), cancellationToken);
                IReadOnlyList<WorkerStatus>? workers = null;
                IReadOnlyList<WorkerControl> controls = [];
                if (store is not null)
                {
                    await using var session = await Session.OpenAsync(store, null, around.Time, cancellationToken);
                    workers = await session.Get<IWorkers>().ListAsync(cancellationToken);
                    controls = await session.Get<IWorkers>().ListControlsAsync(cancellationToken);
                }

                Write(Merge(counts, workers, controls), screen, parsed.GetValue(json));
            });
        });
        return command;
    }

    /// <summary>Queues as the API tells of them: how many dead letters there are, and not how many messages.</summary>
    public static List<QueueAnswer> Told(IReadOnlyList<QueueStatus> queues, IReadOnlyList<WorkerStatus>? workers, IReadOnlyList<WorkerControl> controls)
    {
        var taken = Merge(null, workers, controls);
        return
        [
            .. queues.Select(static q => q.Queue).Concat(taken.Select(static t => t.Name)).Distinct().Order(StringComparer.Ordinal)
                .Select(name => (taken.Find(t => t.Name == name) ?? new(name, null, null, null, null, workers is null ? null : 0, workers is null ? null : 0, workers is null ? null : false))
                    with { DeadLetters = queues.FirstOrDefault(q => q.Queue == name)?.DeadLetters }),
        ];
    }

    private static List<QueueAnswer> Merge(IReadOnlyList<QueueCount>? counts, IReadOnlyList<WorkerStatus>? workers, IReadOnlyList<WorkerControl> controls)
    {
        WorkerStatus[] alive = [.. (workers ?? []).Where(static w => w.State != WorkerState.Gone)];
        var names = (counts ?? []).Select(static c => c.Name)
            .Concat(alive.SelectMany(static w => w.Queues).Select(static q => q.Name))
            .Concat(controls.Where(static c => c is { Kind: ControlKind.Pause, IsOn: true }).Select(static c => c.Target))
            .Distinct().Order(StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            var count = counts?.FirstOrDefault(c => c.Name == name);
            WorkerQueue[] taken = [.. alive.SelectMany(static w => w.Queues).Where(q => q.Name == name)];
            return new QueueAnswer(
                name, count?.Active, count?.Scheduled, count?.DeadLetters, count?.TransferDeadLetters,
                workers is null ? null : taken.Length,
                workers is null ? null : taken.Where(static q => !q.IsPaused).Sum(static q => q.Slots),
                workers is null ? null : controls.Any(c => c is { Kind: ControlKind.Pause, IsOn: true, Worker: null } && c.Target == name));
        })];
    }

    /// <summary>Shows queues, with the columns of what is known.</summary>
    public static void Write(List<QueueAnswer> queues, Screen screen, bool asJson)
    {
        if (asJson)
        {
            screen.Json(queues, BrokerJson.Default.ListQueueAnswer);
            return;
        }

        if (queues.Count == 0)
        {
            screen.Line("There are no queues.");
            return;
        }

        List<GridColumn> columns = [new("QUEUE", Enough: 30)];
        var (hasCounts, hasLetters, hasWorkers) = (queues.Exists(static q => q.Active is not null), queues.Exists(static q => q.DeadLetters is not null), queues.Exists(static q => q.Workers is not null));
        if (hasCounts)
            columns.AddRange([new("WAIT", IsNumber: true), new("LATER", 1, IsNumber: true)]);
        if (hasLetters)
            columns.Add(new("DEAD", IsNumber: true));
        if (hasCounts)
            columns.Add(new("NOT FORWARDED", 3, IsNumber: true));
        if (hasWorkers)
            columns.AddRange([new("WORKERS", 2, IsNumber: true), new("SLOTS", 2, IsNumber: true), new("")]);
        var grid = new Grid([.. columns]);
        foreach (var q in queues)
        {
            List<GridCell> cells = [q.Name];
            if (hasCounts)
                cells.AddRange([Number(q.Active), Number(q.Scheduled)]);
            if (hasLetters)
                cells.Add(new(Text(q.DeadLetters), q.DeadLetters > 0 ? Tone.Bad : Tone.Plain));
            if (hasCounts)
                cells.Add(new(Text(q.TransferDeadLetters), q.TransferDeadLetters > 0 ? Tone.Bad : Tone.Plain));
            if (hasWorkers)
                cells.AddRange([Number(q.Workers), Number(q.Slots), q.IsPaused == true ? new GridCell("paused", Tone.Notable) : q is { Workers: 0, Active: > 0 } ? new GridCell("nobody takes it", Tone.Bad) : ""]);
            grid.Add([.. cells]);
        }

        screen.Show(grid);
    }

    private static GridCell Number(long? number) => Text(number);

    private static string Text(long? number) => number is { } n ? $"{n}" : "";
}
