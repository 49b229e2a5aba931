using Microsoft.Extensions.Options;
using TypedTasks.Operations;

namespace TypedTasks.Hosting.Operations;

internal sealed class OperationsOptionsValidator : IValidateOptions<OperationsOptions>
{
    private const int LeastBytes = 1024;
    private const int MostBytes = 1024 * 1024;
    private const int MostCalls = 6000;

    public ValidateOptionsResult Validate(string? name, OperationsOptions options)
    {
        List<string> errors = [];
        if (options.MaxValueBytes is < LeastBytes or > MostBytes)
            errors.Add($"OperationsOptions.MaxValueBytes is {options.MaxValueBytes}: it must be from 1,024 to 1,048,576.");
        if (options.BrokerCallsPerMinute is < 1 or > MostCalls)
            errors.Add($"OperationsOptions.BrokerCallsPerMinute is {options.BrokerCallsPerMinute}: it must be from 1 to 6,000.");
        if (options.BrokerAnswersFor < TimeSpan.FromSeconds(1))
            errors.Add($"OperationsOptions.BrokerAnswersFor is {options.BrokerAnswersFor}: it must be a second or more.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
