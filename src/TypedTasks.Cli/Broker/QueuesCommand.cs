using System.CommandLine;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli.Broker;

/// <summary><c>typedtasks queues</c>: what lies in the queues, and who takes it.</summary>
internal static class QueuesCommand
{
    public static Command Create(Surroundings around)
    {
        var options = new StoreOptions();
        var administration = AdministrationOption.Create();
        var json = JsonOption.Create();
        var command = new Command("queues", "Lists queues: how many messages they hold, as the broker tells (--connection), and who takes from them, as the store tells (--store). One of the two is enough.") { administration, json };
        options.AddTo(command, withBroker: true);
        command.SetAction((parsed, cancellationToken) =>
        {
            var screen = around.Screen();
            return screen.RunAsync(async () =>
            {
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

    private static void Write(List<QueueAnswer> queues, Screen screen, bool asJson)
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
        var (hasCounts, hasWorkers) = (queues.Exists(static q => q.Active is not null), queues.Exists(static q => q.Workers is not null));
        if (hasCounts)
            columns.AddRange([new("WAIT", IsNumber: true), new("LATER", 1, IsNumber: true), new("DEAD", IsNumber: true), new("NOT FORWARDED", 3, IsNumber: true)]);
        if (hasWorkers)
            columns.AddRange([new("WORKERS", 2, IsNumber: true), new("SLOTS", 2, IsNumber: true), new("")]);
        var grid = new Grid([.. columns]);
        foreach (var q in queues)
        {
            List<GridCell> cells = [q.Name];
            if (hasCounts)
                cells.AddRange([Number(q.Active), Number(q.Scheduled), new(Text(q.DeadLetters), q.DeadLetters > 0 ? Tone.Bad : Tone.Plain), new(Text(q.TransferDeadLetters), q.TransferDeadLetters > 0 ? Tone.Bad : Tone.Plain)]);
            if (hasWorkers)
                cells.AddRange([Number(q.Workers), Number(q.Slots), q.IsPaused == true ? new GridCell("paused", Tone.Notable) : q is { Workers: 0, Active: > 0 } ? new GridCell("nobody takes it", Tone.Bad) : ""]);
            grid.Add([.. cells]);
        }

        screen.Show(grid);
    }

    private static GridCell Number(long? number) => Text(number);

    private static string Text(long? number) => number is { } n ? $"{n}" : "";
}
