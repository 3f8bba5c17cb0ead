'use strict';
// An operator made of the npm package smpp. It prints one JSON object a line for what happens and obeys one JSON object a line:
//   {"do":"throttle","times":2}   {"do":"silence"}   {"do":"unbind"}   {"do":"cut"}
//   {"do":"text","from":"447700900100","to":"447700900450","message":"Hello","coding":0}
const readline = require('readline');
const smpp = require('smpp');
const { version } = require('smpp/package.json');

const sessions = new Set();
let throttled = 0;
let silent = false;
let next = 0x0a00;

const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

const server = smpp.createServer((session) => {
  sessions.add(session);
  session.on('close', () => {
    sessions.delete(session);
    say({ event: 'closed' });
  });
  session.on('error', (error) => say({ event: 'error', code: error.code || error.message }));
  session.on('bind_transceiver', (pdu) => {
    const known = pdu.system_id === 'viro' && pdu.password === 'secret';
    session.send(pdu.response(known ? { system_id: 'peer' } : { command_status: smpp.ESME_RINVPASWD }));
    say({ event: known ? 'bound' : 'refused', version: pdu.interface_version });
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => {
    say({ event: 'unbound' });
    session.send(pdu.response());
    session.close();
  });
  session.on('unbind_resp', () => {
    say({ event: 'unbind_resp' });
    session.close();
  });
  session.on('submit_sm', (pdu) => submit(session, pdu));
});

function submit(session, pdu) {
  const udh = pdu.short_message.udh;
  say({
    event: 'submit',
    from: pdu.source_addr,
    to: pdu.destination_addr,
    coding: pdu.data_coding,
    esm: pdu.esm_class,
    udh: udh ? Buffer.concat(udh.map((element) => Buffer.from(element))).toString('hex') : '',
    message: pdu.short_message.message,
  });
  if (silent) return;
  if (throttled > 0) {
    throttled -= 1;
    session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
    return;
  }

  next += 1;
  const id = `${next.toString(16)}F`;
  session.send(pdu.response({ message_id: id }));
  if (pdu.registered_delivery & 1) {
    session.deliver_sm(
      {
        source_addr: pdu.destination_addr,
        destination_addr: pdu.source_addr,
        esm_class: smpp.ESM_CLASS.MC_DELIVERY_RECEIPT,
        short_message: `id:${id} sub:001 dlvrd:001 submit date:2611240310 done date:2611240311 stat:DELIVRD err:000 text:`,
        receipted_message_id: id,
        message_state: 2,
      },
      (answer) => say({ event: 'acknowledged', status: answer.command_status }),
    );
  }
}

const orders = {
  throttle: (order) => { throttled = order.times; },
  silence: () => { silent = true; },
  unbind: () => sessions.forEach((session) => session.unbind()),
  cut: () => sessions.forEach((session) => session.destroy()),
  text: (order) => sessions.forEach((session) => session.deliver_sm(
    { source_addr: order.from, destination_addr: order.to, short_message: order.message, data_coding: order.coding },
    (answer) => say({ event: 'acknowledged', status: answer.command_status }),
  )),
};

// The test that started this process closes its input when it ends, however it ends.
readline.createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line);
    orders[order.do](order);
    say({ event: 'done' });
  })
  .on('close', () => process.exit(0));

server.listen(0, '127.0.0.1', () => say({ event: 'ready', version, port: server.address().port }));
