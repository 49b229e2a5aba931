using System.CommandLine;
using TypedTasks.Cli.Targets;
using TypedTasks.Cli.Terminal;

namespace TypedTasks.Cli.Workers;

/// <summary><c>typedtasks workers</c>: who runs what, and what is said of it while it runs.</summary>
internal static class WorkersCommand
{
    public static Command Create(Surroundings around)
    {
        var (options, api) = (new StoreOptions(), new ApiOptions());
        var note = new ActionOptions();
        var json = JsonOption.Create();
        var command = new Command("workers", "The workers that share a store: what they run, and what they are told while they run.");
        options.AddTo(command);
        api.AddTo(command);

        var list = new Command("list", "Lists the workers, what they run, and what is said of queues and tasks.") { json };
        list.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, (workers, screen) => new WorkerReport(workers, screen).WriteAsync(parsed.GetValue(json), cancellationToken), cancellationToken));

        var queue = new Argument<string>("queue") { Description = "The queue, as tasks name it." };
        var worker = new Option<string?>("--worker") { HelpName = "id|name", Description = "Only this worker: its name, or the first letters of its id." };
        var pause = new Command("pause", "Lets workers take nothing more from a queue; what runs goes on. Holds until it is resumed, also for workers that start later.") { queue, worker };
        note.AddTo(pause);
        pause.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, async (workers, screen) =>
        {
            var (name, only) = (parsed.GetValue(queue)!, await WorkerNames.FindAsync(workers, parsed.GetValue(worker), cancellationToken));
            await workers.PauseAsync(name, note.Read(parsed), only?.Id, cancellationToken);
            screen.Line($"Queue '{name}' is paused for {Of(only)}.");
            await WorkerNames.WarnOfQueueAsync(workers, name, screen, cancellationToken);
        }, cancellationToken));

        var resumed = new Argument<string?>("queue") { Description = "The queue, as tasks name it; without one, --worker takes messages again after it was drained.", Arity = ArgumentArity.ZeroOrOne };
        var resume = new Command("resume", "Lets workers take from a queue again, or a worker that was drained.") { resumed, worker };
        note.AddTo(resume);
        resume.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, async (workers, screen) =>
        {
            var only = await WorkerNames.FindAsync(workers, parsed.GetValue(worker), cancellationToken);
            if (parsed.GetValue(resumed) is { } name)
            {
                await workers.ResumeAsync(name, note.Read(parsed), only?.Id, cancellationToken);
                screen.Line($"Queue '{name}' is not paused any more for {Of(only)}.");
                await WorkerNames.TellRestAsync(workers, name, only, screen, cancellationToken);
                return;
            }

            if (only is null)
                throw new UsageException("What goes on? Name the queue, or the --worker that was drained.");
            await workers.EndDrainAsync(only.Id, note.Read(parsed), cancellationToken);
            screen.Line($"Worker {only.Name} ({only.Id}) takes messages again.");
        }, cancellationToken));

        var drained = new Argument<string>("worker") { Description = "The worker: its name, or the first letters of its id." };
        var drain = new Command("drain", "Lets a worker take nothing new and end what it runs. Ends with the worker.") { drained };
        note.AddTo(drain);
        drain.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, async (workers, screen) =>
        {
            var one = await WorkerNames.RequireAsync(workers, parsed.GetValue(drained)!, cancellationToken);
            await workers.DrainAsync(one.Id, note.Read(parsed), cancellationToken);
            screen.Line($"Worker {one.Name} ({one.Id}) takes nothing new; {(one.RunningCount == 1 ? "1 step runs" : $"{one.RunningCount} steps run")} there still. `typedtasks workers list` says when it is drained.");
        }, cancellationToken));

        var count = new Argument<string>("slots") { Description = "How many steps each worker runs at once, 1 to 1000; or default for what its configuration says." };
        var slots = new Command("slots", "Changes how many steps of a queue each worker runs at once.") { queue, count, worker };
        note.AddTo(slots);
        slots.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, async (workers, screen) =>
        {
            var (name, number) = (parsed.GetValue(queue)!, NumberArgument.Read(parsed.GetValue(count)!, "slots"));
            var only = await WorkerNames.FindAsync(workers, parsed.GetValue(worker), cancellationToken);
            await workers.SetSlotsAsync(name, number, note.Read(parsed), only?.Id, cancellationToken);
            screen.Line($"Queue '{name}' has {(number is { } n ? $"{n} slots" : "the slots of the configuration")} for {Of(only)}.");
            await WorkerNames.WarnOfQueueAsync(workers, name, screen, cancellationToken);
        }, cancellationToken));

        var task = new Argument<string>("task") { Description = "The name of the task." };
        var rate = new Option<string?>("--rate") { HelpName = "10/s|default", Description = "How often it may start, by all workers together." };
        var concurrency = new Option<string?>("--concurrency") { HelpName = "number|default", Description = "How many runs of it may be under way, in all workers together." };
        var limits = new Command("limits", "Changes the rate limit and the concurrency limit of a task. What is not given, or default, is what the task declares.") { task, rate, concurrency };
        note.AddTo(limits);
        limits.SetAction((parsed, cancellationToken) => RunAsync(around, options, api, parsed, async (workers, screen) =>
        {
            var name = parsed.GetValue(task)!;
            var often = RateArgument.Read(parsed.GetValue(rate));
            var most = parsed.GetValue(concurrency) is { } text ? NumberArgument.Read(text, "--concurrency") : null;
            await workers.SetLimitsAsync(name, often, most, note.Read(parsed), cancellationToken);
            screen.Line($"Task '{name}' starts {(often is { } r ? $"{r.Short} at most" : "as often as it declares")}, and {(most is { } m ? $"{m} runs of it are under way at most" : "runs as many times at once as it declares")}.");
        }, cancellationToken));

        command.Add(list);
        command.Add(pause);
        command.Add(resume);
        command.Add(drain);
        command.Add(slots);
        command.Add(limits);
        return command;
    }

    private static string Of(WorkerStatus? worker) => worker is null ? "all workers" : $"worker {worker.Name} ({worker.Id})";

    private static Task<int> RunAsync(Surroundings around, StoreOptions options, ApiOptions api, ParseResult parsed, Func<IWorkers, Screen, Task> act, CancellationToken cancellationToken)
    {
        var screen = around.Screen();
        return screen.RunAsync(async () =>
        {
            await using var client = api.Open(parsed);
            if (client is not null)
            {
                await act(new ApiWorkers(client), screen);
                return;
            }

            await using var session = await Session.OpenAsync(options.Store(parsed), null, around.Time, cancellationToken);
            await act(session.Get<IWorkers>(), screen);
        });
    }
}
