using CodeAtlas;

return await AtlasCommand.Create().Parse(args).InvokeAsync();
