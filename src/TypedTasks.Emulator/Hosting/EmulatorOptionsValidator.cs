using Microsoft.Extensions.Options;

namespace TypedTasks.Emulator.Hosting;

/// <summary>Says at the start of the host what is wrong with the options, and does not let it start.</summary>
internal sealed class EmulatorOptionsValidator : IValidateOptions<ServiceBusEmulatorOptions>
{
    public ValidateOptionsResult Validate(string? name, ServiceBusEmulatorOptions options)
    {
        try
        {
            options.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException wrong)
        {
            return ValidateOptionsResult.Fail($"The Service Bus emulator: {wrong.Message}");
        }
    }
}
