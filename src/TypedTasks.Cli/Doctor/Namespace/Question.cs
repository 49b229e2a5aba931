namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>A question that only a broker can answer, and what hangs on the answer here.</summary>
/// <param name="Number">Its number, for ever.</param>
/// <param name="Title">The question.</param>
/// <param name="Expects">The answer that the project reckons with.</param>
/// <param name="Changes">What another answer would change.</param>
/// <param name="RunAsync">Asks the broker.</param>
internal sealed record Question(int Number, string Title, string Expects, string Changes, Func<Trial, CancellationToken, Task<Answer>> RunAsync)
{
    /// <summary>All of them, by number.</summary>
    public static IReadOnlyList<Question> All { get; } =
        [.. TransactionQuestions.All.Concat(DeliveryQuestions.All).Concat(ScheduleQuestions.All).Concat(LimitQuestions.All).OrderBy(static c => c.Number)];
}
