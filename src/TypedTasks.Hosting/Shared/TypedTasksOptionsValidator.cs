using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Shared;

internal sealed class TypedTasksOptionsValidator : IValidateOptions<TypedTasksOptions>
{
    // Shorter pauses are not written down (MessageNotes).
    private static readonly TimeSpan ShortestQuiet = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, TypedTasksOptions options)
    {
        var errors = new List<string>();
        if (options.FlowLifetime <= TimeSpan.Zero)
            errors.Add($"TypedTasksOptions.FlowLifetime is {options.FlowLifetime}: it must be more than zero.");
        if (options.CancellationLag <= TimeSpan.Zero)
            errors.Add($"TypedTasksOptions.CancellationLag is {options.CancellationLag}: it must be more than zero.");
        if (options.ClaimCheckBytes is < 1024 or > 192 * 1024)
            errors.Add($"TypedTasksOptions.ClaimCheckBytes is {options.ClaimCheckBytes}: it must be from 1,024 to 196,608.");
        if (options.QuietAfter < ShortestQuiet)
            errors.Add($"TypedTasksOptions.QuietAfter is {options.QuietAfter}: it must be 10 minutes or more.");
        if (options.EventLinkKey.Length is > 0 and < 32)
            errors.Add($"TypedTasksOptions.EventLinkKey has {options.EventLinkKey.Length} bytes: it must have 32 or more.");
        if (options.Retry is null)
            errors.Add("TypedTasksOptions.Retry is null: use RetryPolicy.Default.");
        CheckRetention(errors, nameof(TypedTasksOptions.Retention), options.Retention);
        CheckRetention(errors, nameof(TypedTasksOptions.FailedRetention), options.FailedRetention);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckRetention(List<string> errors, string name, TimeSpan value)
    {
        if (value < CancellationMemory.Length)
            errors.Add($"TypedTasksOptions.{name} is {value}: it must be an hour or more.");
    }
}
