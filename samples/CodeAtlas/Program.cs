using CodeAtlas;

return await CommandLine.Parse(args).InvokeAsync(CommandLine.Invocation);
