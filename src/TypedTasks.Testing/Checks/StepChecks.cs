using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal static class StepChecks
{
    public static readonly ContractCheck<StoreContractHost>[] All =
    [
        new("A step's history keeps everything", ContentAsync),
        new("Histories come in the order in which people count", OrderAsync),
        new("The newest attempt wins, in whatever order attempts arrive", NewestAsync),
        new("A failed attempt keeps its failure", FailureAsync),
        new("The newest generation wins, whatever its attempt", GenerationAsync),
        new("An attempt that has ended does not run again; progress follows progress", EndedAsync),
        new("Steps are counted by task and state, with the progress of those that run", CountAsync),
    ];

    private static async Task ContentAsync(StoreContractHost store)
    {
        var running = Given.Step("0", StepState.Running, progress: 0.25);
        var ended = Given.Step("1", StepState.Succeeded, attempt: 3);
        await store.Run(new RecordStep(Given.Flow, running), new RecordStep(Given.Flow, ended));
        Expect.Sequence([running, ended], await store.Run(new ReadSteps(Given.Flow)));
        Expect.Equal(0, (await store.Run(new ReadSteps(new("flow-2", 0)))).Count);
    }

    private static async Task OrderAsync(StoreContractHost store)
    {
        string[] ordered = ["", "0", "0.2", "0.2.0", "0.10", "0.10.1", "2", "10"];
        foreach (var path in ordered.Reverse())
            await store.Run(new RecordStep(Given.Flow, Given.Step(path, StepState.Succeeded)));
        Expect.Sequence(ordered, (await store.Run(new ReadSteps(Given.Flow))).Select(static s => s.Path));
    }

    private static async Task NewestAsync(StoreContractHost store)
    {
        await store.Run(new RecordStep(Given.Flow, Given.Step("0", StepState.Running, attempt: 1)));
        await store.Run(new RecordStep(Given.Flow, Given.Step("0", StepState.Retrying, attempt: 0)));
        var step = (await store.Run(new ReadSteps(Given.Flow))).Single();
        Expect.Equal(1, step.Attempt);
        Expect.Equal(StepState.Running, step.State);
    }

    private static async Task FailureAsync(StoreContractHost store)
    {
        var failed = Given.Step("0", StepState.Failed) with { Failure = Given.Failure("x").Failure };
        await store.Run(new RecordStep(Given.Flow, failed), new RecordStep(Given.Flow, Given.Step("1", StepState.Succeeded)));
        var steps = await store.Run(new ReadSteps(Given.Flow));
        Expect.Equal("""{"message":"x"}""", Given.Text(steps[0].Failure));
        Expect.True(steps[1].Failure is null);
    }

    private static async Task GenerationAsync(StoreContractHost store)
    {
        var next = Given.Flow with { Generation = 1 };
        await store.Run(new RecordStep(Given.Flow, Given.Step("0", StepState.Failed, attempt: 3)));
        await store.Run(new RecordStep(next, Given.Step("0", StepState.Running)));
        await store.Run(new RecordStep(Given.Flow, Given.Step("0", StepState.Retrying, attempt: 2)));
        Expect.Equal(Given.Step("0", StepState.Running), (await store.Run(new ReadSteps(Given.Flow))).Single());
    }

    private static async Task EndedAsync(StoreContractHost store)
    {
        await store.Run(new RecordStep(Given.Flow, Given.Step("0", StepState.Running, progress: 0.1)));
        await store.Run(new RecordStep(Given.Flow, Given.Step("0", StepState.Running, progress: 0.5)));
        Expect.Equal(0.5, (await store.Run(new ReadSteps(Given.Flow))).Single().Progress);
        foreach (var state in new[] { StepState.Retrying, StepState.Succeeded, StepState.Failed, StepState.Cancelled })
        {
            await store.Run(new RecordStep(Given.Flow, Given.Step("0", state)));
            await store.Run(new RecordStep(Given.Flow, Given.Step("0", StepState.Running, progress: 0.9)));
            Expect.Equal(state, (await store.Run(new ReadSteps(Given.Flow))).Single().State);
        }
    }

    private static async Task CountAsync(StoreContractHost store)
    {
        await store.Run(
            new RecordStep(Given.Flow, Given.Step("0", StepState.Running, progress: 0.25)),
            new RecordStep(Given.Flow, Given.Step("1", StepState.Running, progress: 0.5)),
            new RecordStep(Given.Flow, Given.Step("2", StepState.Running)),
            new RecordStep(Given.Flow, Given.Step("3", StepState.Succeeded, progress: 1)),
            new RecordStep(Given.Flow, Given.Step("4", StepState.Succeeded, task: "photos.load")),
            new RecordStep(new("flow-2", 0), Given.Step("4", StepState.Succeeded)));
        Expect.Sequence(
            [
                new("photos.load", StepState.Succeeded, 1, 0),
                new("photos.resize", StepState.Running, 3, 0.75),
                new("photos.resize", StepState.Succeeded, 1, 0),
            ],
            await store.Run(new CountSteps(Given.Flow)));
    }
}
