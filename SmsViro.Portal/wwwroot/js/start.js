// Starts Blazor. Circuits travel by WebSockets only: the server refuses every other transport.
await Blazor.start({
  circuit: {
    configureSignalR: builder => builder.withUrl('_blazor', { transport: 1, skipNegotiation: true }),
  },
});
